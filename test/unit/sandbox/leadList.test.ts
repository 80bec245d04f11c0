import { fictionalNumbers, FIRST_LIST } from '../../../dev/sandbox';
import { Client } from '../../support/apiClient';
import { useSandbox } from '../../support/sandbox';
import { ADA, LeadApi } from './leadApi';

const sandbox = useSandbox({ speed: 0 });
const client = new Client(sandbox);

const { create, createdId, list } = new LeadApi(client);

describe('listing leads', () => {
	test('returns each lead once, newest first, in pages of 50 by default and 200 at most', async () => {
		const leads = fictionalNumbers(260).map((phone_number) => ({ phone_number }));
		await client.post('/v1/leads/bulk', { list_id: FIRST_LIST.id, leads });
		expect((await list()).items).toHaveLength(50);
		const first = await list({ limit: '200' });
		const second = await list({ limit: '200', cursor: first.next_cursor! });
		expect([first.has_more, second.has_more, second.next_cursor]).toEqual([true, false, null]);
		const numbers = [...first.items, ...second.items].map((lead) => lead.phone_number);
		expect(numbers).toEqual(leads.map((lead) => lead.phone_number).reverse());
		for (const query of ['limit=0', 'limit=201', 'cursor=yesterday', 'status=new', 'tag=']) {
			expect((await client.get(`/v1/leads?${query}`)).status).toBe(400);
		}
	});

	test('filters by phone, list, status and tag, all at once', async () => {
		const other = sandbox.dashboard.createList('Other');
		const id = await createdId({ tags: ['vip'] });
		await create({ phone_number: '+442079460102', list_id: other.id, status: 'Contacted' });
		await create({ phone_number: '+442079460103', list_id: other.id, tags: ['vip'] });
		const found = async (query: Record<string, string>) => (await list(query)).items.length;
		expect((await list({ phone: ADA.phone_number })).items).toMatchObject([{ id }]);
		expect(await found({ list_id: other.id })).toBe(2);
		expect(await found({ status: 'Contacted' })).toBe(1);
		expect(await found({ tag: 'vip' })).toBe(2);
		expect(await found({ tag: 'vip', list_id: other.id })).toBe(1);
		expect(await found({ tag: 'vip', status: 'Contacted' })).toBe(0);
	});

	test('refuses a phone whose plus sign was not encoded', async () => {
		expect((await client.get('/v1/leads?phone=+442079460101')).status).toBe(400);
	});
});
