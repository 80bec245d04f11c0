import { createHmac } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';

import { credentialOf } from './runNode';
import { TriggerWebhook } from './triggerWebhook';
import { useSandbox } from '../support/sandbox';
import { triggerNode } from '../../dev/environment/workflow';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ID = '564d4fd4-03bc-400a-abe0-05540fbeff88';
const SECRET = 'whsec_4711';
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();

const COMPLETED = { status: 'completed', call_status: 'completed', completed: true };
const NO_ANSWER = { ...COMPLETED, call_status: 'no-answer' };
const BUSY = { status: 'failed', call_status: 'busy' };
/** All but the clock. */
const REAL_TIMERS = [
	...(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate'] as const),
	...(['clearImmediate', 'nextTick', 'queueMicrotask', 'performance', 'hrtime'] as const),
];
const UNDOCUMENTED = { status: 'archived', call_status: 'network-congestion', completed: true };

const sandbox = useSandbox({ speed: 0 });
let open: TriggerWebhook[] = [];

afterEach(() => {
	for (const trigger of open) trigger.close();
	open = [];
});

async function triggerWith(
	parameters: INodeParameters = {},
	credential: object = {},
	workflowId?: string,
) {
	const all = { ...credentialOf(sandbox), ...credential };
	const trigger = await new TriggerWebhook(all, parameters, workflowId).open();
	open.push(trigger);
	return trigger;
}

/** What the API returns for the call from now on. */
function apiSays(fields: object): void {
	sandbox.clearFaults();
	const body = { id: ID, end_at: ago(MINUTE), created_at: ago(2 * MINUTE), ...fields };
	sandbox.fault({ when: { method: 'GET', path: '/v1/calls/*' }, do: { status: 200, body } });
}

const eventsOf = ({ started }: TriggerWebhook) => started.map(({ event }) => event);

describe('the end of a call', () => {
	test.each([
		['call.failed', NO_ANSWER],
		['call.failed', UNDOCUMENTED],
		['call.failed', BUSY],
		['call.completed', COMPLETED],
	])('is one event, %s, whatever it is called, for %j', async (event, fields) => {
		for (const verifyWithApi of [true, false]) {
			const trigger = await triggerWith({ verifyWithApi });
			apiSays(fields);
			const body = { call_id: ID, ...fields };
			await trigger.post({ ...body, event: 'call.completed' });
			await trigger.post({ ...body, event: 'call.failed' });
			await trigger.post(body);

			expect(eventsOf(trigger)).toEqual([event]);
		}
	});

	test('is looked up with the credential that was read to check its signature', async () => {
		const trigger = await triggerWith({ verifyWithApi: true });
		apiSays(COMPLETED);
		await trigger.post({ call_id: ID, event: 'call.completed' });

		expect(eventsOf(trigger)).toEqual(['call.completed']);
		expect(trigger.credentials.reads).toBe(1);
	});

	test('costs no reading of the credential right after another', async () => {
		const trigger = await triggerWith();
		apiSays(COMPLETED);
		await trigger.post({ call_id: ID, event: 'call.completed' });
		await trigger.post({ call_id: ID, event: 'call.completed' });

		expect(trigger.credentials.reads).toBe(1);
	});

	test('that is signed with a new secret is trusted from when it was changed', async () => {
		const trigger = await triggerWith({ verifyWithApi: false }, { webhookSecret: SECRET });
		const post = async (secret: string, callId: string) => {
			const body = JSON.stringify({ ...COMPLETED, call_id: callId, event: 'call.completed' });
			const signature = createHmac('sha256', secret).update(body).digest('hex');
			const type = { 'content-type': 'application/json' };
			return await trigger.post(body, { ...type, 'x-topcalls-signature': signature });
		};
		expect(await post(SECRET, 'call-1')).toBe(200);

		trigger.credentials.change({ webhookSecret: 'whsec_new' });
		expect(await post('whsec_new', 'call-2')).toBe(200);
		expect(await post(SECRET, 'call-3')).toBe(401);
		expect(trigger.started.map(({ call_id }) => call_id)).toEqual(['call-1', 'call-2']);
	});

	test('which the API contradicts is not trusted', async () => {
		const trigger = await triggerWith();
		apiSays(BUSY);

		expect(await trigger.post({ call_id: ID, status: 'completed' })).toBe(401);
		expect(trigger.started).toEqual([]);
	});

	test.each([25, 50, 30 * 24])(
		'starts nothing when it is posted again after %i hours',
		async (hours) => {
			for (const times of [
				{ end_at: ago(hours * HOUR) },
				{ end_at: null, started_at: ago(hours * HOUR) },
				{ end_at: null, started_at: ago(hours * HOUR), created_at: ago(hours * HOUR) },
			]) {
				for (const verifyWithApi of [true, false]) {
					const trigger = await triggerWith({ verifyWithApi });
					apiSays({ ...COMPLETED, ...times });
					expect(await trigger.post({ call_id: ID, ...COMPLETED, ...times })).toBe(401);
					expect(trigger.started).toEqual([]);
				}
			}
		},
	);

	test('which TopCalls gives no time starts one execution, for a week after the call was created', async () => {
		for (const verifyWithApi of [true, false]) {
			const trigger = await triggerWith({ verifyWithApi });
			const post = async (call_id: string, created_at: string) => {
				const timedOut = { status: 'failed', call_status: 'dispatch_timeout', end_at: null };
				apiSays({ ...timedOut, id: call_id, created_at });
				return await trigger.post({ call_id, ...timedOut, created_at });
			};
			expect(await post('queued-for-two-days', ago(48 * HOUR))).toBe(200);
			expect(await post('queued-for-two-days', ago(48 * HOUR))).toBe(200);
			expect(await post('queued-for-six-days', ago(6 * 24 * HOUR))).toBe(200);
			expect(await post('much-too-old', ago(8 * 24 * HOUR))).toBe(401);

			expect(trigger.started.map(({ call_id }) => call_id)).toEqual([
				'queued-for-two-days',
				'queued-for-six-days',
			]);
		}
	});

	test('is not lost when TopCalls hangs up and n8n then cannot start the execution', async () => {
		const trigger = await triggerWith();
		apiSays(COMPLETED);
		const hangUp = new AbortController();
		trigger.beforeStart = async () => {
			trigger.beforeStart = async () => {};
			hangUp.abort();
			await trigger.hungUp();
			throw new Error('The database is overloaded');
		};
		const event = { call_id: ID, event: 'call.completed' };
		await expect(trigger.post(event, {}, '', hangUp.signal)).rejects.toThrow('aborted');

		expect(await trigger.post(event)).toBe(200);
		expect(eventsOf(trigger)).toEqual(['call.completed']);
	});

	test('waits for its transcript from when it is over, not from an earlier delivery', async () => {
		const trigger = await triggerWith({ events: ['call.completed'] });
		const call_id = 'early-event';
		const say = (fields: object) => apiSays({ id: call_id, created_at: ago(MINUTE), ...fields });
		const now = Date.now();
		jest.useFakeTimers({ now, doNotFake: REAL_TIMERS });
		try {
			say({ status: 'in_progress', end_at: null });
			expect(await trigger.post({ call_id, event: 'call.completed' })).toBe(503);
			jest.setSystemTime(now + MINUTE);
			say({ status: 'completed', end_at: null });
			expect(await trigger.post({ call_id, event: 'call.completed' })).toBe(503);
			jest.setSystemTime(now + 2 * MINUTE);
			expect(await trigger.post({ call_id, event: 'call.completed' })).toBe(200);
		} finally {
			jest.useRealTimers();
		}
		expect(trigger.started).toHaveLength(1);
	});

	test('is not lost when each delivery reaches a new process, and TopCalls says neither when it ended nor whether it is processed', async () => {
		const minutes = [0, 1, 5, 15, 60];
		const started: number[] = [];
		const now = Date.now();
		jest.useFakeTimers({ now, doNotFake: REAL_TIMERS });
		try {
			apiSays({ id: ID, status: 'completed', end_at: null, created_at: ago(0) });
			for (const minute of minutes) {
				jest.setSystemTime(now + minute * MINUTE);
				const trigger = await triggerWith();
				trigger.restart();
				const status = await trigger.post({ call_id: ID, event: 'call.completed' });
				started.push(trigger.started.length);
				if (status === 200) break;
			}
		} finally {
			jest.useRealTimers();
		}
		expect(started).toEqual([0, 0, 0, 0, 1]);
	});

	test.each(['..', 'a/../b', '\u0007', 'x'.repeat(2_000)])(
		'of a call that cannot have the ID %j is refused with the ID, and asks TopCalls nothing',
		async (call_id) => {
			for (const verifyWithApi of [true, false]) {
				const trigger = await triggerWith({ verifyWithApi });
				expect(await trigger.post({ call_id, ...COMPLETED })).toBe(400);
				expect(trigger.started).toEqual([]);
				expect(trigger.warnings).toEqual([expect.stringContaining('No call can have the ID “')]);
				expect(trigger.warnings[0]).not.toMatch(/\p{Cc}/u);
				expect(sandbox.requests()).toEqual([]);
			}
		},
	);

	test.each([
		{ type: 'call_outbound' },
		{ event_type: 'call.status_changed' },
		{ event: 'call.ended' },
		{ event: 'call.ended', status: 'gone' },
	])('is found by the state of the call when it is named %j', async (named) => {
		const trigger = await triggerWith();
		apiSays(COMPLETED);

		expect(await trigger.post({ call_id: ID, status: 'completed', ...named })).toBe(200);
		expect(eventsOf(trigger)).toEqual(['call.completed']);
	});

	test('without a name is delivered again until the API confirms it', async () => {
		const trigger = await triggerWith();
		apiSays({ status: 'in_progress', end_at: null });
		expect(await trigger.post({ call_id: ID, event: 'call.ended' })).toBe(503);

		apiSays(COMPLETED);
		expect(await trigger.post({ call_id: ID, event: 'call.ended' })).toBe(200);
		expect(eventsOf(trigger)).toEqual(['call.completed']);
	});

	test('is not lost when a forged event is being checked at the same time', async () => {
		const trigger = await triggerWith();
		apiSays({ status: 'in_progress', end_at: null });
		const path = '/v1/calls/*';
		sandbox.clearFaults();
		sandbox.fault({ when: { path }, first: 1, do: { status: 200, body: { id: 'another' } } });
		sandbox.fault({ when: { path }, do: { status: 200, body: { id: ID, ...COMPLETED } } });

		const statuses = await Promise.all([
			trigger.post({ call_id: ID, event: 'call.completed' }),
			trigger.post({ call_id: ID, event: 'call.completed' }),
			trigger.post({ call_id: ID, event: 'call.completed' }),
		]);

		expect(statuses.sort()).toEqual([200, 200, 401]);
		expect(trigger.started).toHaveLength(1);
	});
});

describe('what happens before the end of a call', () => {
	const events = ['call.queued', 'call.started', 'call.transferred'];
	const TALKING = { status: 'in_progress', started_at: ago(MINUTE), end_at: null };

	test.each([
		['call.queued', { status: 'queued', end_at: null }],
		['call.queued', TALKING],
		['call.started', TALKING],
		['call.transferred', TALKING],
	])('starts the workflow: %s of a call that is %j', async (event, fields) => {
		const trigger = await triggerWith({ events });
		apiSays(fields);

		expect(await trigger.post({ call_id: ID, event })).toBe(200);
		expect(eventsOf(trigger)).toEqual([event]);
	});

	test.each([
		['call.queued', { ...COMPLETED, created_at: ago(5 * HOUR) }],
		['call.started', { ...COMPLETED, end_at: ago(5 * HOUR) }],
		['call.transferred', { ...COMPLETED, end_at: ago(5 * HOUR) }],
		['call.transferred', { ...BUSY, started_at: ago(MINUTE) }],
		['call.started', { status: 'failed', call_status: 'dispatch_timeout' }],
	])('starts nothing: %s of a call that is %j', async (event, fields) => {
		for (const verifyWithApi of [true, false]) {
			const trigger = await triggerWith({ events, verifyWithApi });
			apiSays(fields);
			expect(await trigger.post({ call_id: ID, event, ...fields })).toBe(401);
			expect(trigger.started).toEqual([]);
		}
	});
});

describe('the body of an event', () => {
	const EVENT = { event: 'call.completed', data: { call: { id: ID, status: 'completed' } } };
	const TEXT = JSON.stringify(EVENT);

	it.each<[string, string, string]>([
		['in envelopes', 'application/json', TEXT],
		['a list of one', 'application/json', JSON.stringify([EVENT])],
		['text', 'text/plain', TEXT],
		['of a media type that n8n does not parse', 'application/cloudevents+json', TEXT],
		['JSON that calls itself a form', 'application/x-www-form-urlencoded', TEXT],
		['a form', 'application/x-www-form-urlencoded', `call_id=${ID}&status=completed`],
		['JSON in a form', 'application/x-www-form-urlencoded', `payload=${encodeURIComponent(TEXT)}`],
	])('is read: %s', async (_, contentType, body) => {
		const trigger = await triggerWith({}, { webhookSecret: SECRET });
		apiSays(COMPLETED);
		const hmac = createHmac('sha256', SECRET).update(body).digest('hex');

		const headers = { 'Content-Type': contentType, 'x-topcalls-signature': hmac };
		expect(await trigger.post(body, headers)).toBe(200);
		expect(eventsOf(trigger)).toEqual(['call.completed']);
	});

	test('whose bytes n8n does not keep is refused if it must be signed', async () => {
		const trigger = await triggerWith({}, { webhookSecret: SECRET });
		apiSays(COMPLETED);
		const form = new FormData();
		form.set('call_id', ID);
		const signatureOfNothing = createHmac('sha256', SECRET).update('').digest('hex');

		expect(await trigger.post(form, { 'x-topcalls-signature': signatureOfNothing })).toBe(401);
		expect(trigger.started).toEqual([]);
	});
});

test('an API key that somebody posts is output neither with a call nor with a campaign', async () => {
	const options = { campaignEvents: ['campaign.paused'] };
	const trigger = await triggerWith({ verifyWithApi: false, options });
	const note = `Bearer ${sandbox.apiKey}`;
	await trigger.post({ call_id: ID, ...COMPLETED, notes: [note] });
	await trigger.post({ event: 'campaign.paused', data: { campaign_id: '1', note } });

	expect(trigger.started).toHaveLength(2);
	expect(JSON.stringify(trigger.started)).not.toContain(sandbox.apiKey);
});

describe('the filters for the calls of the account', () => {
	it.each<[string, INodeParameters, object]>([
		['another disposition', { dispositions: 'confirmed' }, { disposition: 'refused' }],
		['no disposition', { dispositions: 'confirmed' }, { disposition: null }],
		['no conversion', { onlyConversions: true }, { is_conversion: false }],
		['another number', { phoneNumberPattern: '+1212%' }, { phone_number: '+14155550101' }],
	])('are checked when an event comes: %s starts nothing', async (_, parameters, fields) => {
		for (const verifyWithApi of [true, false]) {
			const trigger = await triggerWith({ source: 'account', verifyWithApi, ...parameters });
			apiSays(COMPLETED);
			expect(await trigger.post({ call_id: ID, ...COMPLETED, ...fields })).toBe(200);
			expect(trigger.started).toEqual([]);
		}
	});

	test('recognize a conversion by its subscription if a broader one could not be deleted', async () => {
		const trigger = await triggerWith({ source: 'account', onlyConversions: true });
		const left = [{ id: '1', event: 'call.completed', url: trigger.webhookUrl }];
		const [workflowId, nodeId] = [trigger.workflowId, triggerNode().id];
		const owner = { workflowId, nodeId, url: trigger.webhookUrl };
		trigger.staticData['node:Trigger'] = { subscriptions: { owner, made: [], left } };
		apiSays(COMPLETED);

		await trigger.post({ call_id: ID, ...COMPLETED, disposition: 'refused' });
		expect(trigger.started).toEqual([]);
		await trigger.post({ call_id: ID, ...COMPLETED }, {}, '?conversions=only');
		expect(trigger.started).toHaveLength(1);
	});

	test('let matching calls through', async () => {
		const parameters = { dispositions: 'confirmed', phoneNumberPattern: '+1415%' };
		const trigger = await triggerWith({ source: 'account', ...parameters });
		apiSays({ ...COMPLETED, phone_number: '+14155550101' });
		await trigger.post({ call_id: ID, ...COMPLETED, disposition: 'confirmed' });

		expect(trigger.started).toHaveLength(1);
	});
});

describe('the static data', () => {
	test('is ignored by a copy of the workflow, and kept by the workflow itself', async () => {
		apiSays(COMPLETED);
		const original = await triggerWith();
		await original.post({ call_id: ID, ...COMPLETED });
		const restarted = await triggerWith({}, {}, original.workflowId);
		const copy = await triggerWith();
		for (const each of [copy, restarted]) {
			Object.assign(each.staticData, JSON.parse(JSON.stringify(original.staticData)) as object);
			await each.post({ call_id: ID, ...COMPLETED });
		}

		expect(copy.started).toHaveLength(1);
		expect(restarted.started).toEqual([]);
		expect(copy.staticData).not.toEqual(original.staticData);
	});
});
