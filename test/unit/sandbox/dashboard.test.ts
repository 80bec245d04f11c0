import { fictionalNumbers, FIRST_CAMPAIGN_ID, FIRST_LIST, OTHER_LIST } from '../../../dev/sandbox';
import { connectToSandbox } from '../../../dev/sandbox/remote';
import { Client } from '../../support/apiClient';
import { useSandbox } from '../../support/sandbox';

const sandbox = useSandbox({ speed: 0 });
const client = new Client(sandbox);

const addLeads = async (numbers: string[]) =>
	await client.post('/v1/leads/bulk', {
		list_id: FIRST_LIST.id,
		leads: numbers.map((phone_number) => ({ phone_number })),
	});

describe('the dashboard', () => {
	test('starts with two empty lists, a draft on one of them and three numbers, and is reset to that', async () => {
		const { dashboard } = sandbox;
		const begin = () => ({
			lists: dashboard.lists(),
			campaigns: dashboard.campaigns().map(({ id, status, listIds }) => ({ id, status, listIds })),
			leads: dashboard.leads(),
		});
		const first = begin();
		expect(first).toEqual({
			lists: [FIRST_LIST, OTHER_LIST],
			campaigns: [{ id: FIRST_CAMPAIGN_ID, status: 'draft', listIds: [FIRST_LIST.id] }],
			leads: [],
		});
		dashboard.createList('Other');
		await addLeads(fictionalNumbers(3));
		await client.post(`/v1/campaigns/${FIRST_CAMPAIGN_ID}/start`);
		sandbox.reset();
		expect(begin()).toEqual(first);
	});

	test('over HTTP does the same as in the process', async () => {
		const remote = await connectToSandbox(sandbox.url);
		const { dashboard } = remote;
		const list = await dashboard.createList('Other');
		expect(await dashboard.lists()).toEqual([FIRST_LIST, OTHER_LIST, list]);
		const { id } = await dashboard.createCampaign({ name: 'Second', listIds: [list.id] });
		await dashboard.changeCampaign(id, { maxParallelCalls: 1, listIds: [FIRST_LIST.id] });
		const number = await dashboard.addPhoneNumber({ number: '+442079460160' });
		expect((await client.get(`/v1/phone-numbers/${number.id}`)).status).toBe(200);
		await addLeads(fictionalNumbers(2));
		await client.post(`/v1/campaigns/${id}/start`);
		await dashboard.stopCampaign(id);
		await remote.waitFor('no campaign running');
		await remote.advance(5 * 60_000);
		expect(await dashboard.campaigns()).toEqual(sandbox.dashboard.campaigns());
		expect(await dashboard.leads()).toEqual(sandbox.dashboard.leads());
		expect(await dashboard.leadStats()).toEqual(sandbox.dashboard.leadStats());
		expect(await dashboard.callsByNumber()).toEqual({ [fictionalNumbers(1)[0]!]: 1 });
		expect(await dashboard.deleteJobs()).toEqual([]);
	});

	test('refuses a campaign that could call nobody, and one that runs without a start', async () => {
		const { dashboard } = await connectToSandbox(sandbox.url);
		const call = { task: 'short' };
		await expect(dashboard.createCampaign({ name: 'Bad', call })).rejects.toThrow('400');
		const status = 'running' as 'draft';
		await expect(dashboard.createCampaign({ name: 'Bad', status })).rejects.toThrow('400');
		await expect(dashboard.changeCampaign('unknown', {})).rejects.toThrow('404');
		await expect(dashboard.stopCampaign(FIRST_CAMPAIGN_ID)).rejects.toThrow('409');
	});

	test('shows calls, outcomes, notes and rings of each lead', async () => {
		await addLeads(['+442079460101', '+442079460002', '+442079460102']);
		await client.post(`/v1/campaigns/${FIRST_CAMPAIGN_ID}/start`);
		await client.call('+442079460101');
		sandbox.advance(10 * 60_000);
		const [first, second] = sandbox.dashboard.leads();
		await client.patch(`/v1/leads/${first!.id}`, { notes: 'Confirmed' });
		const call = { callId: expect.any(String), campaignId: FIRST_CAMPAIGN_ID } as object;
		expect(sandbox.dashboard.leadStats()).toMatchObject([
			{
				leadId: first!.id,
				phoneNumber: '+442079460101',
				status: 'Contacted',
				notes: 'Confirmed',
				calls: [{ ...call, status: 'completed', disposition: 'confirmed' }],
				rings: 2,
			},
			{
				leadId: second!.id,
				calls: [{ ...call, status: 'failed', callStatus: 'busy', disposition: null }],
				rings: 1,
			},
			{ calls: [call], rings: 1 },
		]);
		expect(sandbox.dashboard.callsByNumber()).toEqual({
			'+442079460101': 2,
			'+442079460002': 1,
			'+442079460102': 1,
		});
	});
});

describe('a person who opts out', () => {
	test('says so in the transcript and the disposition; the lead stays as it is', async () => {
		await addLeads(['+442079460021']);
		await client.post(`/v1/campaigns/${FIRST_CAMPAIGN_ID}/start`);
		sandbox.advance(10 * 60_000);
		const { data } = (await client.get('/v1/calls')).json<{ data: unknown[] }>();
		expect(data).toMatchObject([
			{
				disposition: 'opted_out',
				transcript: [
					{},
					{ user: 'user', text: expect.stringContaining('stop calling me') },
					{},
					{},
				],
			},
		]);
		expect(sandbox.dashboard.leads()).toMatchObject([{ status: 'Contacted' }]);
	});
});
