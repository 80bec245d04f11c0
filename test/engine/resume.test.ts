import type { IDataObject } from 'n8n-workflow';

import { fictionalNumbers } from '../../dev/sandbox';
import { makeNode } from '../../dev/environment/workflow';
import { useSandbox } from '../support/sandbox';
import { ResumeWebhook } from './resumeWebhook';
import { runNode } from './runNode';

const MINUTE = 60_000;
const NOON = Date.parse('2026-01-01T12:00:00Z');
/** Only the clock is the test's: the sockets need the real timers. */
const REAL_TIMERS = [
	...(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate'] as const),
	...(['clearImmediate', 'nextTick', 'queueMicrotask', 'performance', 'hrtime'] as const),
];
/** A call that was talked, of which TopCalls says neither when it ended nor whether it is processed. */
const VAGUE = { status: 'completed', call_status: 'completed', completed: null, end_at: null };
const NO_ANSWER = { status: 'failed', call_status: 'no-answer' };
const TALKING = { status: 'in_progress' };

const sandbox = useSandbox({ speed: 0 });
let webhook: ResumeWebhook;

beforeEach(() => jest.useFakeTimers({ now: NOON, doNotFake: REAL_TIMERS }));
afterEach(() => {
	webhook.close();
	jest.useRealTimers();
});

/** Makes calls and waits for them. @returns their IDs */
async function waitFor(count: number): Promise<string[]> {
	const node = makeNode({ operation: 'makeAndWait' });
	const items = fictionalNumbers(count).map((phone) => ({ phone }));
	const waiting = await runNode(sandbox, node, items);
	expect(waiting.run.status).toBe('waiting');
	webhook = await new ResumeWebhook(sandbox, node, waiting).open();
	return sandbox.calls().map(({ id }) => id);
}

function at(minute: number, said: Record<string, object>): void {
	jest.setSystemTime(NOON + minute * MINUTE);
	sandbox.clearFaults();
	for (const [id, fields] of Object.entries(said)) {
		const created_at = new Date(NOON).toISOString();
		const body = { id, created_at, ...fields };
		sandbox.fault({ when: { path: `/v1/calls/${id}` }, do: { status: 200, body } });
	}
}

const ended = (callId: string) => ({ event: 'call.completed', call_id: callId });
const outcomes = () =>
	webhook.resumed.map((items: IDataObject[]) => items.map((each) => each.outcome));

test('n8n restarts between the events of two calls: the last event is delivered again until the execution resumes', async () => {
	const [a = '', b = ''] = await waitFor(2);
	at(0, { [a]: VAGUE, [b]: TALKING });
	expect(await webhook.deliver(ended(a))).toBe(503);
	at(1, { [a]: VAGUE, [b]: TALKING });
	expect(await webhook.deliver(ended(a))).toBe(200);

	webhook.restart();
	at(3, { [a]: VAGUE, [b]: NO_ANSWER });
	expect(await webhook.deliver(ended(b))).toBe(503);
	at(4, { [a]: VAGUE, [b]: NO_ANSWER });
	expect(await webhook.deliver(ended(b))).toBe(200);

	expect(outcomes()).toEqual([['completed', 'no-answer']]);
});

test('n8n restarts before each delivery: the execution resumes with the last one', async () => {
	const [a = '', b = ''] = await waitFor(2);
	const statuses: number[] = [];
	for (const minute of [0, 1, 5, 15, 60]) {
		webhook.restart();
		at(minute, { [a]: VAGUE, [b]: NO_ANSWER });
		statuses.push(await webhook.deliver(ended(b)));
	}

	expect(statuses).toEqual([503, 503, 503, 503, 200]);
	expect(outcomes()).toEqual([['completed', 'no-answer']]);
});

test('an event without a call ID is delivered again while any call is open, as the API can be behind its events', async () => {
	const [a = '', b = ''] = await waitFor(2);
	at(0, { [a]: NO_ANSWER, [b]: TALKING });
	expect(await webhook.deliver({ event: 'call.failed' })).toBe(503);
	expect(await webhook.deliver({ event: 'call.failed', call_id: 'of another execution' })).toBe(
		200,
	);
	at(1, { [a]: NO_ANSWER, [b]: NO_ANSWER });
	expect(await webhook.deliver({ event: 'call.failed' })).toBe(200);

	expect(outcomes()).toEqual([['no-answer', 'no-answer']]);
});

test('an event is that of its call, however n8n parsed the body', async () => {
	const [a = '', b = ''] = await waitFor(2);
	at(0, { [a]: TALKING, [b]: TALKING });
	for (const type of ['text/plain', 'application/cloudevents+json'])
		expect(await webhook.deliver(JSON.stringify(ended(a)), { 'Content-Type': type })).toBe(503);
	at(1, { [a]: NO_ANSWER, [b]: TALKING });
	for (const type of ['text/plain', 'application/cloudevents+json'])
		expect(await webhook.deliver(JSON.stringify(ended(a)), { 'Content-Type': type })).toBe(200);

	expect(webhook.resumed).toEqual([]);
});

test('copies of the last event at the same moment resume the execution once', async () => {
	const [a = ''] = await waitFor(1);
	at(1, { [a]: NO_ANSWER });
	const copies = Array.from({ length: 5 }, async () => await webhook.deliver(ended(a)));

	expect(new Set(await Promise.all(copies))).toEqual(new Set([200]));
	expect(outcomes()).toEqual([['no-answer']]);
});
