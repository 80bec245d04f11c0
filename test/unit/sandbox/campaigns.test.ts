import { fictionalNumbers, FIRST_CAMPAIGN_ID, FIRST_LIST } from '../../../dev/sandbox';
import { Client } from '../../support/apiClient';
import { Receiver } from '../../support/receiver';
import { useSandbox } from '../../support/sandbox';
import { CampaignApi } from './campaignApi';

const MINUTE_MS = 60_000;

const sandbox = useSandbox({ speed: 0, variety: false });
const client = new Client(sandbox);

const { addLeads, start, pause, get } = new CampaignApi(client);
const called = () => sandbox.calls().map(({ phoneNumber }) => phoneNumber);

describe('a campaign that runs', () => {
	test('calls each lead of its lists once, up to its concurrency at a time, then is completed', async () => {
		const other = sandbox.dashboard.createList('Other');
		await addLeads(fictionalNumbers(20));
		await addLeads(fictionalNumbers(12), other.id);
		const listIds = [FIRST_LIST.id, other.id];
		sandbox.dashboard.changeCampaign(FIRST_CAMPAIGN_ID, { listIds, maxParallelCalls: 3 });
		expect((await start()).json()).toEqual({ ok: true });
		let most = 0;
		while (sandbox.counts().campaignsRunning > 0) {
			most = Math.max(most, sandbox.counts().open);
			sandbox.advance(5_000);
		}
		expect(most).toBe(3);
		expect(called().sort()).toEqual(fictionalNumbers(20));
		expect(sandbox.rings()).toEqual(Object.fromEntries(fictionalNumbers(20).map((n) => [n, 1])));
		expect(await get()).toMatchObject({
			status: 'completed',
			stats: { total_leads: 20, calls_placed: 20, calls_completed: 20, connection_rate: 1 },
		});
	});

	test('completes within one advance of the clock, also with 10,000 leads', async () => {
		const many = fictionalNumbers(10_000);
		for (let from = 0; from < many.length; from += 2_000) {
			await addLeads(many.slice(from, from + 2_000));
		}
		sandbox.dashboard.changeCampaign(FIRST_CAMPAIGN_ID, { maxParallelCalls: 100 });
		await start();
		sandbox.advance(24 * 60 * MINUTE_MS);
		expect(new Set(called()).size).toBe(10_000);
		expect(sandbox.placed()).toBe(10_000);
		const times = sandbox.calls().map(({ createdAt }) => createdAt);
		expect(times).toEqual(times.toSorted());
	});

	test('has campaign_id and lead_id in lists, details, filters and webhooks', async () => {
		const receiver = await Receiver.start();
		await addLeads(fictionalNumbers(1));
		await client.call('+442079460199');
		await client.post('/v1/webhooks', { event: 'call.completed', url: receiver.url });
		await start();
		sandbox.advance(5 * MINUTE_MS);
		await sandbox.waitFor('no delivery pending');
		const [lead] = sandbox.dashboard.leads();
		const ids = { campaign_id: FIRST_CAMPAIGN_ID, lead_id: lead!.id };
		const query = `campaign_id=${FIRST_CAMPAIGN_ID}`;
		const { data } = (await client.get(`/v1/calls?${query}`)).json<{ data: [{ id: string }] }>();
		expect(data).toMatchObject([ids]);
		expect((await client.get(`/v1/calls/${data[0].id}`)).json()).toMatchObject(ids);
		expect(receiver.received.map(({ payload }) => payload.lead_id).sort()).toEqual([
			lead!.id,
			null,
		]);
		await client.delete(`/v1/leads/${lead!.id}`);
		expect((await client.get(`/v1/calls/${data[0].id}`)).json()).toMatchObject({ lead_id: null });
		await receiver.stop();
	});

	test('knows the lead by name and metadata', async () => {
		const call = {
			instructions: 'You are calling {{name}} about order {{order_number}}.',
			first_sentence: 'Hi {{name}}, your order {{order_number}} is here.',
		};
		sandbox.dashboard.changeCampaign(FIRST_CAMPAIGN_ID, { call });
		await client.post('/v1/leads', {
			name: 'Ada',
			phone_number: '+442079460101',
			list_id: FIRST_LIST.id,
			metadata: { order_number: 'A-7' },
		});
		await start();
		sandbox.advance(5 * MINUTE_MS);
		const reply = await client.get(`/v1/calls/${sandbox.calls()[0]!.id}`);
		expect(reply.json()).toMatchObject({
			transcript: [{ text: 'Hi Ada, your order A-7 is here.' }, {}, {}, {}, {}, {}, {}],
		});
	});

	test('marks a new lead as contacted once it was called, and no other', async () => {
		await addLeads(['+442079460002', '+442079460009', '+442079460101']);
		const [, , third] = sandbox.dashboard.leads();
		await client.patch(`/v1/leads/${third!.id}`, { status: 'Converted' });
		await start();
		sandbox.advance(10 * MINUTE_MS);
		expect(sandbox.dashboard.leads().map(({ status }) => status)).toEqual([
			'Contacted',
			'New',
			'Converted',
		]);
	});

	test('does not call leads that are unsubscribed, deleted, off its list, or have a number no call can go to', async () => {
		await addLeads(['+442079460101', '+442079460102', '+999123456789', '+442079460103']);
		const other = sandbox.dashboard.createList('Other');
		await addLeads(['+442079460104']);
		await addLeads(['+442079460104'], other.id);
		const [unsubscribed, deleted] = sandbox.dashboard.leads();
		const left = sandbox.dashboard.leads().at(-1);
		await client.delete(`/v1/leads/${left!.id}?list_id=${FIRST_LIST.id}`);
		await client.patch(`/v1/leads/${unsubscribed!.id}`, { status: 'Unsubscribed' });
		await client.delete(`/v1/leads/${deleted!.id}`);
		await start();
		sandbox.advance(10 * MINUTE_MS);
		expect(called()).toEqual(['+442079460103']);
		expect(await get()).toMatchObject({ status: 'completed', stats: { leads_skipped: 2 } });
	});

	test('stops queuing when it is paused, lets calls end, and continues where it was', async () => {
		await addLeads(fictionalNumbers(12));
		await start();
		expect((await pause()).json()).toEqual({ ok: true });
		sandbox.advance(10 * MINUTE_MS);
		expect([sandbox.placed(), sandbox.counts().open]).toEqual([5, 0]);
		expect(await get()).toMatchObject({ status: 'paused' });
		await start();
		sandbox.advance(10 * MINUTE_MS);
		expect(called().sort()).toEqual(fictionalNumbers(12));
		expect(await get()).toMatchObject({ status: 'completed' });
	});

	test('calls leads that join its list meanwhile', async () => {
		await addLeads(fictionalNumbers(1));
		await start();
		await addLeads(fictionalNumbers(3));
		sandbox.advance(10 * MINUTE_MS);
		expect(called()).toEqual(fictionalNumbers(3));
	});

	test('pauses when the minutes are used up, and skips nobody afterwards', async () => {
		await addLeads(fictionalNumbers(6));
		sandbox.configure({ quotaCalls: 4 });
		await start();
		sandbox.advance(10 * MINUTE_MS);
		expect(await get()).toMatchObject({ status: 'paused', stats: { calls_placed: 4 } });
		sandbox.configure({ quotaCalls: null });
		await start();
		sandbox.advance(10 * MINUTE_MS);
		expect(called()).toEqual(fictionalNumbers(6));
	});

	test('continues when a call is canceled, and when calls end immediately', async () => {
		await addLeads(['+442079460008', '+442079460010', '+442079460011']);
		await start();
		sandbox.advance(10 * MINUTE_MS);
		expect(await get()).toMatchObject({ status: 'running' });
		await client.post(`/v1/calls/${sandbox.calls()[0]!.id}/cancel`);
		expect(await get()).toMatchObject({ status: 'completed' });
	});

	test('without leads is completed at once', async () => {
		await start();
		expect(await get()).toMatchObject({ status: 'completed', stats: { calls_placed: 0 } });
	});

	test('runs automatically with the sandbox time, and reports the end of each call', async () => {
		const receiver = await Receiver.start();
		sandbox.configure({ speed: 2_000 });
		await addLeads(fictionalNumbers(50));
		await client.post('/v1/webhooks', { event: 'call.completed', url: receiver.url });
		await start();
		await sandbox.waitFor('no campaign running');
		await sandbox.waitFor('no delivery pending');
		const told = receiver.received.map(({ payload }) => payload.phone_number);
		expect(told.sort()).toEqual(fictionalNumbers(50));
		expect(sandbox.dashboard.callsByNumber()).toEqual(sandbox.rings());
		await receiver.stop();
	});
});
