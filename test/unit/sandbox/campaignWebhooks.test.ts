import { FIRST_CAMPAIGN_ID, FIRST_LIST } from '../../../dev/sandbox';
import { Client } from '../../support/apiClient';
import { Receiver } from '../../support/receiver';
import { useSandbox } from '../../support/sandbox';

const sandbox = useSandbox({ speed: 0 });
const client = new Client(sandbox);
let receiver: Receiver;

beforeEach(async () => {
	receiver = await Receiver.start();
	const leads = ['+442079460101', '+442079460002', '+442079460019'];
	await client.post('/v1/leads/bulk', {
		list_id: FIRST_LIST.id,
		leads: leads.map((phone_number) => ({ phone_number })),
	});
});
afterEach(async () => await receiver.stop());

const act = async (action: 'start' | 'pause') =>
	await client.post(`/v1/campaigns/${FIRST_CAMPAIGN_ID}/${action}`);
const finish = async () => {
	sandbox.advance(10 * 60_000);
	await sandbox.waitFor('no delivery pending');
};
const events = () => sandbox.deliveries().map(({ event }) => event);

describe('the webhook of a campaign', () => {
	test('gets started, paused, resumed, completed and the ends of its calls', async () => {
		sandbox.dashboard.changeCampaign(FIRST_CAMPAIGN_ID, { webhookUrl: receiver.url });
		for (const action of ['start', 'pause', 'start'] as const) await act(action);
		await finish();
		expect(events().slice(0, 3)).toEqual([
			'campaign.started',
			'campaign.paused',
			'campaign.resumed',
		]);
		expect(events().slice(3, -1).sort()).toEqual([
			'call.completed',
			'call.completed',
			'call.failed',
		]);
		expect(events().at(-1)).toBe('campaign.completed');
		const completed = receiver.received.find(
			({ payload }) => payload.status === 'completed' && payload.stats,
		);
		expect(completed?.payload).toMatchObject({
			campaign_id: FIRST_CAMPAIGN_ID,
			name: 'Website follow-up',
			stats: { calls_placed: 3, calls_failed: 1 },
		});
	});

	test('gets only the selected events, named according to the setting', async () => {
		sandbox.configure({ eventField: 'body' });
		const webhookEvents = ['campaign.stopped', 'call.queued'];
		const webhookUrl = receiver.url;
		sandbox.dashboard.changeCampaign(FIRST_CAMPAIGN_ID, { webhookUrl, webhookEvents });
		await act('start');
		sandbox.dashboard.stopCampaign(FIRST_CAMPAIGN_ID);
		await finish();
		const told = receiver.received.map(({ payload }) => payload.event);
		expect(told.sort()).toEqual(['call.queued', 'call.queued', 'call.queued', 'campaign.stopped']);
	});
});

describe('a subscription of the account', () => {
	test('counts conversions like the campaign of the call', async () => {
		const conversionOutcomes = ['booked_callback'];
		sandbox.dashboard.changeCampaign(FIRST_CAMPAIGN_ID, { conversionOutcomes });
		const filters = { is_conversion: true };
		await client.post('/v1/webhooks', { event: 'call.completed', url: receiver.url, filters });
		await act('start');
		await finish();
		expect(receiver.received.map(({ payload }) => payload.phone_number)).toEqual(['+442079460019']);
	});
});
