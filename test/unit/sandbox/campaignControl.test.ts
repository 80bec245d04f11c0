import { fictionalNumbers, FIRST_CAMPAIGN_ID, FIRST_LIST } from '../../../dev/sandbox';
import { Client } from '../../support/apiClient';
import { useSandbox } from '../../support/sandbox';
import { CampaignApi } from './campaignApi';

const NOBODY = '3c90c3cc-0d44-4b50-8888-8dd25736052a';

const sandbox = useSandbox({ speed: 0 });
const client = new Client(sandbox);

const { addLeads, start, pause, get } = new CampaignApi(client);

describe('starting and pausing', () => {
	test.each([
		['draft', 200, 409],
		['scheduled', 200, 409],
		['paused', 200, 409],
		['completed', 409, 409],
		['stopped', 409, 409],
	] as const)('a campaign that is %s answers %i and %i', async (status, started, paused) => {
		const setup = { name: 'Other', listIds: [FIRST_LIST.id], status };
		const { id } = sandbox.dashboard.createCampaign(setup);
		const reply = await pause(id);
		expect(reply.status).toBe(paused);
		expect(reply.json().detail).toContain(status);
		expect((await start(id)).status).toBe(started);
	});

	test('a running one answers 409 to a start, but replays the answer to the same key', async () => {
		await addLeads(fictionalNumbers(1));
		const path = `/v1/campaigns/${FIRST_CAMPAIGN_ID}/start`;
		const key = { 'idempotency-key': 'start-once' };
		expect((await client.post(path, undefined, key)).status).toBe(200);
		expect((await client.post(path, undefined, key)).json()).toEqual({ ok: true });
		expect((await client.post(path)).status).toBe(409);
		expect(sandbox.placed()).toBe(1);
	});

	test('a campaign without a list answers 422, an unknown one 404', async () => {
		const { id } = sandbox.dashboard.createCampaign({ name: 'Empty' });
		expect((await start(id)).status).toBe(422);
		expect((await start(NOBODY)).status).toBe(404);
		expect((await pause(NOBODY)).status).toBe(404);
	});

	test('calls although the answer is lost, and only once when the request is repeated', async () => {
		await addLeads(fictionalNumbers(2));
		sandbox.fault({ when: { path: '/v1/campaigns/*/start' }, first: 1, do: 'cutAfter' });
		await expect(start()).rejects.toThrow();
		expect((await start()).status).toBe(409);
		expect(sandbox.placed()).toBe(2);
	});

	test('needs campaigns:write, and reading campaigns:read', async () => {
		sandbox.configure({ scopes: ['campaigns:read'] });
		expect([(await start()).status, (await pause()).status]).toEqual([403, 403]);
		expect((await client.get('/v1/campaigns')).status).toBe(200);
		sandbox.configure({ scopes: ['campaigns:write'] });
		expect((await client.get('/v1/campaigns')).status).toBe(403);
		expect((await client.get(`/v1/campaigns/${FIRST_CAMPAIGN_ID}`)).status).toBe(403);
	});
});

describe('the list of campaigns', () => {
	test('has the configured shape, and so has a single one', async () => {
		const listed = async (listEnvelope: 'array' | 'data' | 'items' | 'named') => {
			sandbox.configure({ listEnvelope });
			return (await client.get('/v1/campaigns')).json<never>();
		};
		const draft = expect.objectContaining({ id: FIRST_CAMPAIGN_ID, status: 'draft' }) as object;
		expect(await listed('array')).toEqual([draft]);
		expect(await listed('data')).toEqual({ data: [draft], next_cursor: null });
		expect(await listed('items')).toEqual({ items: [draft], has_more: false, next_cursor: null });
		expect(await listed('named')).toEqual({ campaigns: [draft], next_cursor: null });
		sandbox.configure({ detailEnvelope: 'data' });
		expect(await get()).toEqual({ data: draft });
		sandbox.configure({ detailEnvelope: 'named', campaignFields: 'long' });
		expect(await get()).toMatchObject({
			campaign: { campaign_id: FIRST_CAMPAIGN_ID, title: 'Website follow-up' },
		});
	});

	test('has pages', async () => {
		for (let count = 0; count < 59; count += 1) sandbox.dashboard.createCampaign({ name: 'Next' });
		type Page = { data: Array<{ id: string }>; next_cursor: string };
		const first = (await client.get('/v1/campaigns')).json<Page>();
		const second = (await client.get(`/v1/campaigns?cursor=${first.next_cursor}`)).json<Page>();
		expect([first.data.length, second.data.length, second.next_cursor]).toEqual([50, 10, null]);
		expect(new Set([...first.data, ...second.data].map(({ id }) => id)).size).toBe(60);
	});
});
