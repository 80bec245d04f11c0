import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { fictionalNumbers, type Sandbox } from '../../dev/sandbox';
import { runWorkflow } from './runWorkflow';
import { runNode, startWith } from './runNode';
import { useSandbox } from '../support/sandbox';
import { chain, makeNode } from '../../dev/environment/workflow';

// A call takes a fraction of a second, less than the time to the first poll.
const sandbox = useSandbox({ speed: 600 });

const waitNode = (parameters: INodeParameters = {}, more: Partial<INode> = {}) =>
	makeNode({ operation: 'makeAndWait', ...parameters }, more);
const polling = (options: INodeParameters = {}) =>
	waitNode({ options: { waitUsing: 'polling', ...options } });
const items = (...phones: string[]) => phones.map((phone) => ({ phone }));
const jsonOf = (finished: Awaited<ReturnType<typeof runNode>>): IDataObject[] =>
	finished.itemsOf('TopCalls').map(({ json }) => json);

describe('Make and Wait by polling', () => {
	test('continues with the result of each call, one item for each, in order', async () => {
		const phones = ['+14155550001', '+14155550002', '+14155550004', '+14155550010'];
		const finished = await runNode(sandbox, polling(), items(...phones));

		expect(jsonOf(finished)).toMatchObject([
			{ phone_number: phones[0], outcome: 'completed' },
			{ phone_number: phones[1], outcome: 'busy' },
			{ phone_number: phones[2], outcome: 'voicemail' },
			{ phone_number: phones[3], outcome: 'failed' },
		]);
		expect(jsonOf(finished)[0]?.transcript_text).toMatch(/^AI: /);
		expect(jsonOf(finished)[0]?.recording_url).toContain('/recordings/');
		expect(finished.itemsOf('TopCalls').map(({ pairedItem }) => pairedItem)).toEqual(
			phones.map((_, item) => ({ item })),
		);
		expect(finished.run.waitTill).toBeUndefined();
	});

	test('when Max Wait is over, the call is output as it is, for Get to look up later', async () => {
		const stuck = '+14155550008';
		const finished = await runNode(sandbox, polling({ maxWait: 0.02 }), items(stuck));

		expect(jsonOf(finished)).toMatchObject([
			{ phone_number: stuck, wait: 'timed_out', outcome: null },
		]);
		expect(jsonOf(finished)[0]?.call_id).toBe(sandbox.calls()[0]?.id);
	});

	test('a workflow saved with Wait Using and Max Wait beside Operation waits as it says', async () => {
		const saved = waitNode({ waitUsing: 'polling', maxWait: 0.02 });
		const finished = await runNode(sandbox, saved, items('+14155550008'));

		expect(jsonOf(finished)).toMatchObject([{ wait: 'timed_out', outcome: null }]);
	});

	test('keeps waiting while TopCalls is down', async () => {
		sandbox.fault({ when: { method: 'GET', path: '/v1/calls/*' }, first: 2, do: { status: 503 } });
		const finished = await runNode(sandbox, polling(), items('+14155550001'));

		expect(jsonOf(finished)).toMatchObject([{ outcome: 'completed' }]);
	});

	test('if the key may not read calls, the error names the calls that were made', async () => {
		sandbox.configure({ scopes: ['calls:write'] });
		const finished = await runNode(sandbox, polling(), items('+14155550001'));

		expect(finished.error?.message).toBe('The API key is not allowed to do this [item 0]');
		expect(finished.error?.description).toContain(`item 0: ${sandbox.calls()[0]?.id}`);
		const continued = await runNode(
			sandbox,
			{ ...polling(), onError: 'continueRegularOutput' },
			items('+14155550001'),
		);
		expect(String(jsonOf(continued)[0]?.message)).toContain(sandbox.calls()[1]?.id);
	});

	test('one of three calls is deleted at TopCalls: the others are output, and that one says so', async () => {
		const phones = ['+14155550001', '+14155550008', '+14155550002'];
		const gone = { method: 'GET', path: '/v1/calls/*', number: '0008' };
		sandbox.fault({ when: gone, do: { status: 404 } });
		const [stopping, continuing] = await Promise.all([
			runNode(sandbox, polling(), items(...phones)),
			runNode(sandbox, { ...polling(), onError: 'continueErrorOutput' }, items(...phones)),
		]);

		expect(jsonOf(stopping)).toMatchObject([
			{ outcome: 'completed' },
			{ phone_number: phones[1], wait: 'not_found', outcome: null },
			{ outcome: 'busy' },
		]);
		expect(jsonOf(continuing)).toMatchObject([{ outcome: 'completed' }, { outcome: 'busy' }]);
		expect(continuing.itemsOf('TopCalls', 1)).toMatchObject([
			{
				json: {
					error: 'TopCalls no longer has the call that was made',
					message: expect.stringMatching(/phone_number: \+14155550008, call_id: [\w-]{36}$/),
				},
			},
		]);
	}, 60_000);

	test('a call that TopCalls does not find in the first seconds is waited for', async () => {
		const early = { method: 'GET', path: '/v1/calls/*' };
		sandbox.fault({ when: early, first: 2, do: { status: 404 } });
		expect(jsonOf(await runNode(sandbox, polling(), items('+14155550001')))).toMatchObject([
			{ outcome: 'completed', phone_number: '+14155550001' },
		]);
	});

	test('as a tool of an AI agent it answers with the result', async () => {
		const tool = { ...waitNode(), type: 'n8n-nodes-topcalls.topCallsTool' };
		const finished = await runNode(sandbox, tool, items('+14155550001'));

		expect(jsonOf(finished)).toMatchObject([{ outcome: 'completed' }]);
		expect(finished.run.waitTill).toBeUndefined();
	});

	test('Calls per Minute does not delay the polling', async () => {
		const options = { callsPerMinute: 120 };
		const finished = await runNode(sandbox, polling(options), items(...fictionalNumbers(3)));

		expect(jsonOf(finished)).toHaveLength(3);
	});
});

describe('Make and Wait in n8n’s waiting state', () => {
	beforeEach(() => sandbox.configure({ speed: 0 }));

	test('suspends the execution until Max Wait is over, and sends the resume URL to TopCalls', async () => {
		const begun = Date.now();
		const { run } = await runNode(
			sandbox,
			waitNode({ options: { maxWait: 30 } }),
			items(...fictionalNumbers(2)),
		);

		expect(run.status).toBe('waiting');
		expect(run.waitTill?.getTime()).toBeGreaterThanOrEqual(begun + 30 * 60_000);
		for (const { request } of sandbox.calls()) {
			expect(request.webhook_url).toMatch(/\/webhook-waiting\/\d+\/[^/]+\?.*topcalls_token=/);
			expect(request.webhook_events).toEqual(['call.completed', 'call.failed']);
		}
	});

	test('saves no token, and leaves the calls as the output for when Max Wait is over', async () => {
		const { run } = await runNode(sandbox, waitNode(), items(...fictionalNumbers(2)));

		const token = new URL(String(sandbox.calls()[0]?.request.webhook_url)).searchParams.get(
			'topcalls_token',
		);
		expect(token).toHaveLength(43);
		expect(JSON.stringify(run.data)).not.toContain(token);
		const handedOn = run.data.executionData?.nodeExecutionStack[0]?.data.main?.[0] ?? [];
		expect(handedOn.map(({ json }) => json)).toMatchObject(
			sandbox.calls().map(({ id }) => ({ call_id: id, wait: 'timed_out', outcome: null })),
		);
	});

	test('the error item of a bad number waits with the others in its place', async () => {
		const node: INode = { ...waitNode(), onError: 'continueRegularOutput' };
		const { run } = await runNode(sandbox, node, items('+14155550101', 'nonsense', '+14155550103'));

		const handedOn = run.data.executionData?.nodeExecutionStack[0]?.data.main?.[0] ?? [];
		expect(handedOn.map(({ json }) => Boolean(json.error))).toEqual([false, true, false]);
		expect(sandbox.placed()).toBe(2);
	});

	test('does not wait for calls that are already over when TopCalls accepts them', async () => {
		const phones = ['+14155550010', '+14155550011'];
		sandbox.configure({ processingMs: 0 });
		const finished = await runNode(sandbox, waitNode(), items(...phones));

		expect(finished.run.status).toBe('success');
		expect(jsonOf(finished)).toMatchObject([{ outcome: 'failed' }, { outcome: 'completed' }]);
		expect(jsonOf(finished)[1]?.transcript_text).toMatch(/^AI: /);
	});

	test('with Retry On Fail all calls have the resume URL of the waiting execution', async () => {
		const phones = fictionalNumbers(3);
		sandbox.fault({ when: { number: phones[2]?.slice(-4) }, first: 1, do: { status: 400 } });
		const retried = waitNode({}, { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 });
		const { run } = await runNode(sandbox, retried, items(...phones));

		expect(run.status).toBe('waiting');
		expect(sandbox.placed()).toBe(3);
		expect(new Set(sandbox.calls().map(({ request }) => request.webhook_url)).size).toBe(1);
	});
});

const looksAt = (sandbox: Sandbox) =>
	sandbox.requests().filter(({ method, status }) => method === 'GET' && status === 200).length;

describe('A call that an earlier execution placed with the same Idempotency Key', () => {
	const keyed = () => waitNode({ options: { idempotencyKey: 'lead-4711-today' } });

	test('is waited for by polling, because TopCalls reports its end to the earlier execution', async () => {
		sandbox.configure({ speed: 0, processingMs: 0 });
		const first = await runNode(sandbox, keyed(), items('+14155550001'), { executionId: 'first' });
		expect(first.run.status).toBe('waiting');

		const second = runNode(sandbox, keyed(), items('+14155550001'), { executionId: 'second' });
		await sandbox.waitFor(() => looksAt(sandbox) === 2);
		sandbox.finish(sandbox.calls()[0]?.id as string, 'completed');
		const finished = await second;

		expect(finished.run.status).toBe('success');
		expect(jsonOf(finished)).toMatchObject([{ outcome: 'completed' }]);
		expect(sandbox.placed()).toBe(1);
	});

	test('needs no wait if it has ended', async () => {
		await runNode(sandbox, keyed(), items('+14155550001'), { executionId: 'first' });
		await sandbox.waitFor('all calls processed');
		const again = await runNode(sandbox, keyed(), items('+14155550001'), { executionId: 'second' });

		expect(jsonOf(again)).toMatchObject([{ outcome: 'completed' }]);
		expect(Object.values(sandbox.rings())).toEqual([1]);
	});
});

test.each([
	[{ maxWait: 0 }, 'Max Wait (Minutes) “0” cannot be used'],
	[{ maxWait: 'soon' }, 'Max Wait (Minutes) “soon” cannot be used'],
	[{ waitUsing: 'pigeons' }, 'Wait Using “pigeons” is not an option'],
])('wrong wait settings are reported before anyone is called: %p', async (parameters, message) => {
	const { error } = await runNode(
		sandbox,
		waitNode({ options: parameters as INodeParameters }),
		items(...fictionalNumbers(2)),
	);

	expect(error?.message).toContain(message);
	expect(sandbox.placed()).toBe(0);
});

test('an n8n that TopCalls cannot reach is reported before anyone is called', async () => {
	const topCalls = waitNode({ options: { waitUsing: 'webhook' } });
	const { error } = await runWorkflow({
		nodes: [startWith(items('+14155550001')), topCalls],
		connections: chain('Start', topCalls.name),
		credential: { apiKey: 'tc_live_x', baseUrl: 'https://topcalls.invalid' },
	});

	expect(error?.message).toBe(
		'TopCalls cannot reach this n8n at http://localhost to report that a call has ended [item 0]',
	);
	expect(error?.description).toContain('Set WEBHOOK_URL of your n8n');
});

describe('Make and Wait with failing items', () => {
	const BY_WEBHOOK = { waitUsing: 'webhook' };
	const WAITING = { operation: 'makeAndWait', options: BY_WEBHOOK };
	const CONTINUE = { onError: 'continueRegularOutput' as const };
	const stateOf = ({ run }: Awaited<ReturnType<typeof runNode>>) => {
		const { contextData, nodeExecutionStack } = run.data.executionData!;
		const { topCallsWait } = contextData['node:TopCalls'] as {
			topCallsWait: { entries: object[] };
		};
		return { entries: topCallsWait.entries, input: nodeExecutionStack[0]?.data.main?.[0] };
	};

	test('with a bad item beside one that waits, Retry On Fail calls nobody twice', async () => {
		const own = { ...BY_WEBHOOK, idempotencyKey: '={{ $json.lead_id }}-2026-11-22' };
		const node = makeNode(
			{ ...WAITING, phoneNumber: '={{ $json.phone_number }}', options: own },
			{ ...CONTINUE, retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		);

		const finished = await runNode(sandbox, node, [
			{ phone_number: '123', lead_id: 'lead-1' },
			{ phone_number: '+14155550008', lead_id: 'lead-2' },
		]);

		expect(sandbox.requestCounts()['POST /v1/calls']).toBe(1);
		expect(finished.run.waitTill).toBeDefined();
		expect(stateOf(finished).entries).toMatchObject([
			{ result: { json: { error: expect.stringContaining('Phone Number “123”') } } },
			{ callId: sandbox.calls()[0]?.id },
		]);
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'with %s, an invalid Max Wait is an error of each item',
		async (onError) => {
			const node = waitNode({ options: { maxWait: '={{ $json.nothing }}' } }, { onError });

			const finished = await runNode(sandbox, node, items(...fictionalNumbers(2)));

			const all = [0, 1].flatMap((output) => finished.itemsOf('TopCalls', output));
			expect(sandbox.placed()).toBe(0);
			expect(all.map(({ json }) => String(json.error))).toEqual([
				expect.stringContaining('Max Wait (Minutes) is empty'),
				expect.stringContaining('Max Wait (Minutes) is empty'),
			]);
		},
	);

	test('with Execute Once, a wait that times out outputs no item that was not called', async () => {
		const node = makeNode(WAITING, { executeOnce: true });

		const finished = await runNode(sandbox, node, items(...fictionalNumbers(2)));

		expect(sandbox.placed()).toBe(1);
		expect(stateOf(finished).input).toMatchObject([{ json: { wait: 'timed_out' } }]);
		expect(stateOf(finished).input).toHaveLength(1);
	});
});
