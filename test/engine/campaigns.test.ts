import { FIRST_CAMPAIGN_ID, FIRST_LIST, type SandboxSettings } from '../../dev/sandbox';
import { useSandbox } from '../support/sandbox';
import { locator, runOperation } from './leadNode';

const sandbox = useSandbox({ speed: 0 });

const campaign = async (operation: string, parameters = {}) =>
	await runOperation(sandbox, ['campaign', operation], parameters);
const phoneNumber = async (operation: string, parameters = {}) =>
	await runOperation(sandbox, ['phoneNumber', operation], parameters);

const first = { campaignId: locator('id', FIRST_CAMPAIGN_ID) };
const statusOf = (index = 0) => sandbox.dashboard.campaigns()[index]?.status;

/** A campaign without leads is completed as soon as it starts. */
const somebodyToCall = async () =>
	await runOperation(sandbox, ['lead', 'create'], {
		name: 'Nathan',
		phoneNumber: '+12015550100',
		listId: FIRST_LIST.id,
	});

const LIST_ENVELOPES: Array<SandboxSettings['listEnvelope']> = ['array', 'data', 'items', 'named'];
const DETAIL_ENVELOPES: Array<SandboxSettings['detailEnvelope']> = ['none', 'data', 'named'];
const FIELDS: Array<SandboxSettings['campaignFields']> = ['short', 'long'];

describe('Campaign', () => {
	describe.each(FIELDS)('whose fields are %s', (campaignFields) => {
		test.each(DETAIL_ENVELOPES)('is read from the envelope %s', async (detailEnvelope) => {
			sandbox.configure({ detailEnvelope, campaignFields });
			const { json, error } = await campaign('get', first);

			expect(error).toBeUndefined();
			expect(json).toEqual([
				expect.objectContaining({
					campaign_id: FIRST_CAMPAIGN_ID,
					status: 'draft',
					list_ids: [FIRST_LIST.id],
					stats: expect.objectContaining({ total_leads: 0 }),
				}),
			]);
			expect(Object.keys(json[0] ?? {})[0]).toBe('campaign_id');
		});

		test.each(LIST_ENVELOPES)('is listed in the envelope %s', async (listEnvelope) => {
			for (let count = 0; count < 119; count++) {
				sandbox.dashboard.createCampaign({ name: `Campaign ${count}` });
			}
			sandbox.configure({ listEnvelope, campaignFields });
			const all = await campaign('getMany', { returnAll: true });
			const some = await campaign('getMany', { limit: 60 });

			expect(new Set(all.json.map(({ campaign_id }) => campaign_id)).size).toBe(120);
			expect(all.json).toHaveLength(120);
			expect(some.json).toHaveLength(60);
		});
	});

	test('starts, pauses and continues, and says so', async () => {
		await somebodyToCall();
		for (const [operation, status] of [
			['start', 'running'],
			['pause', 'paused'],
			['start', 'running'],
		] as const) {
			const { json, error } = await campaign(operation, first);

			expect(error).toBeUndefined();
			expect(json).toEqual([{ campaign_id: FIRST_CAMPAIGN_ID, ok: true }]);
			expect(statusOf()).toBe(status);
		}
	});

	test.each(['cutAfter', 'html', 'truncated'] as const)(
		'a start whose reply is lost (%s) is repeated with its key, which starts nothing twice',
		async (action) => {
			sandbox.fault({ when: { method: 'POST' }, first: 1, do: action });
			const { json, error } = await campaign('start', first);

			expect(error).toBeUndefined();
			expect(json).toEqual([{ campaign_id: FIRST_CAMPAIGN_ID, ok: true }]);
			expect(sandbox.requests().at(-1)).toMatchObject({ replayed: true });
		},
	);

	test('a campaign with another status is refused with a message that names the status', async () => {
		await somebodyToCall();
		const paused = await campaign('pause', first);
		await campaign('start', first);
		const started = await campaign('start', first);

		expect(paused.error?.message).toBe(
			'Campaign “Website follow-up” cannot be paused: its status is draft [item 0]',
		);
		expect(paused.error?.description).toContain('Only a campaign that is running can be paused.');
		expect(started.error?.message).toContain('cannot be started: its status is running');
		expect(started.error?.description).toContain(
			'Only a campaign that is draft, scheduled or paused can be started.',
		);
		expect(started.error?.description).toContain('0 of 1 campaigns were started');
	});

	test('a campaign that is not ready is refused with what is missing and its status', async () => {
		const { id } = sandbox.dashboard.createCampaign({ name: 'Fair' });
		const { error } = await campaign('start', { campaignId: id });

		expect(error?.message).toBe(
			'Campaign “Fair” cannot be started: The campaign has no lead list [item 0]',
		);
		expect(error?.description).toContain('Its status is draft.');
	});

	test('TopCalls’ own message is shown if the key may not read the campaign', async () => {
		sandbox.configure({ scopes: ['campaigns:write'] });
		const { error } = await campaign('pause', first);

		expect(error?.message).toContain('A campaign that is draft cannot be paused');
	});

	test.each([
		['get', 'campaigns:read'],
		['getMany', 'campaigns:read'],
		['start', 'campaigns:write'],
		['pause', 'campaigns:write'],
	])('%s without its scope names %s', async (operation, scope) => {
		sandbox.configure({ scopes: [] });
		const { error } = await campaign(operation, first);

		expect(error?.description).toContain(`give the API key the scope ${scope}`);
		expect(statusOf()).toBe('draft');
	});

	test.each(['..', 'a b', 'https://x.example/1'])('%s is no ID', async (id) => {
		const { error } = await campaign('start', { campaignId: locator('id', id) });

		expect(error?.message).toBe(`Campaign “${id}” is not an ID [item 0]`);
		expect(sandbox.requests()).toEqual([]);
	});

	test('an object that is not a resource locator is refused', async () => {
		const { error } = await campaign('start', { campaignId: '={{ ({ id: "a" }) }}' });

		expect(error?.message).toBe('Campaign is not text [item 0]');
		expect(sandbox.requests()).toEqual([]);
	});
});

describe('Phone Number', () => {
	test.each(DETAIL_ENVELOPES)('is read from the envelope %s', async (detailEnvelope) => {
		sandbox.configure({ detailEnvelope });
		const added = sandbox.dashboard.addPhoneNumber({ number: '+14155550151', label: 'Sales' });
		const { json, error } = await phoneNumber('get', { phoneNumberId: locator('id', added.id) });

		expect(error).toBeUndefined();
		expect(json).toEqual([
			expect.objectContaining({
				phone_number_id: added.id,
				number: '+14155550151',
				label: 'Sales',
				status: 'active',
			}),
		]);
		expect(Object.keys(json[0] ?? {})[0]).toBe('phone_number_id');
	});

	test.each(LIST_ENVELOPES)(
		'is listed in the envelope %s, whatever its status',
		async (listEnvelope) => {
			sandbox.configure({ listEnvelope });
			const { json, error } = await phoneNumber('getMany', { returnAll: true });

			expect(error).toBeUndefined();
			expect(json.map(({ status }) => status).sort()).toEqual(['active', 'deleted', 'inactive']);
			expect(json.map((number) => Object.keys(number)[0])).toEqual(
				Array(3).fill('phone_number_id'),
			);
		},
	);

	test.each(['get', 'getMany'])('%s without its scope names it', async (operation) => {
		sandbox.configure({ scopes: [] });
		const { error } = await phoneNumber(operation, { phoneNumberId: 'a' });

		expect(error?.description).toContain('give the API key the scope phone_numbers:read');
	});
});
