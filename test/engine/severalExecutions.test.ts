import type { IDataObject } from 'n8n-workflow';

import { fictionalNumbers } from '../../dev/sandbox';
import { chain, makeNode } from '../../dev/environment/workflow';
import { useSandbox } from '../support/sandbox';
import { credentialOf, runNode, startWith } from './runNode';
import { runWorkflow, type Finished } from './runWorkflow';
import { TriggerWebhook } from './triggerWebhook';

const sandbox = useSandbox({ speed: 0 });
const RATE_LIMIT = { perSecond: 50, burst: 20 };

const itemsOf = (numbers: string[]): IDataObject[] => numbers.map((phone) => ({ phone }));

async function callEach(numbers: string[], options: IDataObject = {}): Promise<Finished> {
	return await runNode(sandbox, makeNode({ options }), itemsOf(numbers));
}

function answers(status: number): number {
	return sandbox.requests().filter((request) => request.status === status).length;
}

function callsTo(numbers: string[]): number {
	return sandbox.calls().filter(({ phoneNumber }) => numbers.includes(phoneNumber)).length;
}

test('two executions at once share the pace that TopCalls allows', async () => {
	sandbox.configure({ rateLimit: RATE_LIMIT });
	const [some, others] = [fictionalNumbers(300), fictionalNumbers(300, 300)];

	const results = await Promise.all([callEach(some), callEach(others)]);

	expect(results.map(({ error }) => error)).toEqual([undefined, undefined]);
	expect([callsTo(some), callsTo(others)]).toEqual([300, 300]);
	// On its own each of them would have to learn it.
	expect(answers(429)).toBeLessThanOrEqual(600 / 4);
});

test('hundreds of executions of one call each call everybody once, with few answers 429', async () => {
	sandbox.configure({ rateLimit: RATE_LIMIT });
	const numbers = fictionalNumbers(400);

	const results = await Promise.all(numbers.map(async (phone) => await callEach([phone])));

	expect(results.filter(({ error }) => error)).toEqual([]);
	expect(sandbox.placed()).toBe(400);
	expect(new Set(sandbox.calls().map(({ phoneNumber }) => phoneNumber)).size).toBe(400);
	expect(answers(429)).toBeLessThanOrEqual(400 / 2);
});

test.each([401, 402, 403])(
	'an execution that TopCalls answers with %d stops no other',
	async (status) => {
		const [refused, good] = [fictionalNumbers(50), fictionalNumbers(50, 50)];
		for (const number of refused.slice(0, 3)) {
			sandbox.fault({ when: { method: 'POST', number }, do: { status } });
		}

		const [failed, done] = await Promise.all([callEach(refused), callEach(good)]);

		expect(failed.error).toBeDefined();
		expect(done.error).toBeUndefined();
		expect(callsTo(good)).toBe(50);
	},
);

test('an execution that is canceled takes no other with it', async () => {
	sandbox.configure({ latencyMs: 20 });
	const [some, others] = [fictionalNumbers(200), fictionalNumbers(100, 200)];
	const canceled = runWorkflow({
		nodes: [startWith(itemsOf(some)), makeNode()],
		connections: chain('Start', 'TopCalls'),
		credential: credentialOf(sandbox),
		onStart: (cancel) => void sandbox.waitFor(() => sandbox.placed() >= 20).then(cancel),
	});

	const [, done] = await Promise.all([canceled, callEach(others)]);

	expect(done.error).toBeUndefined();
	expect(callsTo(others)).toBe(100);
	expect(callsTo(some)).toBeLessThan(200);
});

test('Max Concurrency of one node slows no other', async () => {
	sandbox.configure({ latencyMs: 20 });
	const [some, others] = [fictionalNumbers(20), fictionalNumbers(100, 20)];

	await Promise.all([callEach(some, { maxConcurrency: 1 }), callEach(others)]);

	const order = sandbox.calls().map(({ phoneNumber }) => some.includes(phoneNumber));
	expect(order.lastIndexOf(false)).toBeLessThan(order.lastIndexOf(true));
});

test('an event that TopCalls asked to wait with is not lost: the delivery after the pause starts an execution', async () => {
	const [number = '', another = ''] = fictionalNumbers(2);
	await callEach([number]);
	const [call] = sandbox.calls();
	sandbox.finish(String(call?.id));
	sandbox.advance(3_600_000);
	const trigger = await new TriggerWebhook(credentialOf(sandbox)).open();
	const event = { event: 'call.completed', call_id: call?.id };

	const do429 = { status: 429, headers: { 'retry-after': '5' } };
	sandbox.fault({ when: { number: another }, first: 1, do: do429 });
	const paused = callEach([another]);
	await sandbox.waitFor(() => answers(429) === 1);
	expect(await trigger.post(event)).toBe(503);
	expect((await paused).error).toBeUndefined();
	expect(await trigger.post(event)).toBe(200);

	expect(trigger.started).toHaveLength(1);
	trigger.close();
});
