import { InstanceSettings } from 'n8n-core';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { fingerprint } from '../../nodes/shared/crypto';
import { fictionalNumbers } from '../../dev/sandbox';
import {
	continueWorkflow,
	retryWorkflow,
	runWorkflow,
	type Finished,
	type TestWorkflow,
} from './runWorkflow';
import { credentialOf, runNode, startWith } from './runNode';
import { useSandbox } from '../support/sandbox';
import { chain, makeNode, node } from '../../dev/environment/workflow';

/** n8n's own container of services, which holds the ID of the n8n instance. */
const { Container } = jest.requireActual<{ Container: { get(of: object): InstanceSettings } }>(
	require.resolve('@n8n/di', { paths: [require.resolve('n8n-core')] }),
);

const sandbox = useSandbox({ speed: 0 });

const RETRIED = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const CONTINUED = { onError: 'continueRegularOutput' as const };
/** A different text each time, like one with `$now`, or with `$today` at midnight. */
const NOW = '{{ Date.now() }}{{ Math.floor(Math.random() * 1e9) }}';
const NEVER_THE_SAME = `=It is ${NOW}: remind them of the appointment.`;
const ANOTHER_PERSON = 'was already used for another number';
const PERHAPS = 'may have been made';

const [ANN, BOB, CAROL] = fictionalNumbers(3) as [string, string, string];
const people = (...phones: string[]) => phones.map((phone, lead) => ({ phone, lead }));
const ownKey = (idempotencyKey: string, parameters: INodeParameters = {}) =>
	({ ...parameters, options: { idempotencyKey } }) as INodeParameters;
const waiting = (parameters: INodeParameters = {}, more: Partial<INode> = {}) =>
	makeNode({ operation: 'makeAndWait', ...parameters }, more);
const booksOf = ({ error }: Finished) =>
	error?.context?.data as { done: IDataObject[]; unknown: IDataObject[]; not_done: number[] };
const calledOnce = (...phones: string[]) =>
	expect(
		sandbox
			.calls()
			.map(({ phoneNumber }) => phoneNumber)
			.sort(),
	).toEqual(phones.sort());
const jsonOf = (finished: Finished): IDataObject[] =>
	[0, 1].flatMap((output) => finished.itemsOf('TopCalls', output).map(({ json }) => json));

function workflowOf(items: IDataObject[], topCalls: INode, more: Partial<TestWorkflow> = {}) {
	return {
		nodes: [startWith(items), topCalls],
		connections: chain('Start', topCalls.name),
		credential: credentialOf(sandbox),
		...more,
	};
}

function loopOf(items: IDataObject[], topCalls: INode, executionId: string): TestWorkflow {
	return {
		nodes: [startWith(items), node('Loop', 'test.batches', { size: 1 }), topCalls],
		connections: { ...chain('Start', 'Loop', 'TopCalls'), ...chain('TopCalls', 'Loop') },
		credential: credentialOf(sandbox),
		executionId,
	};
}

describe('A key of the user’s own that is different in each attempt', () => {
	const phones = fictionalNumbers(10);
	const last = phones[9] as string;
	const parameters = ownKey(`={{ $json.lead }}-lead-${NOW}`, { task: NEVER_THE_SAME });

	test.each([
		['refused', { status: 404 }],
		['made, although the answer says that it was not', { status: 401, after: true }],
		['made, and answered with a redirect', { status: 303, after: true }],
		['made, and refused all the same', { status: 422, after: true }],
	])('calls nobody twice under Retry On Fail when one call is %s', async (_, fault) => {
		sandbox.configure({ sameKeyOtherBody: 422 });
		sandbox.fault({ when: { method: 'POST', number: last }, first: 1, do: fault });

		const finished = await runNode(sandbox, makeNode(parameters, RETRIED), people(...phones));

		expect(finished.error).toBeUndefined();
		expect(
			jsonOf(finished)
				.map(({ call_id }) => call_id)
				.sort(),
		).toEqual(
			sandbox
				.calls()
				.map(({ id }) => id)
				.sort(),
		);
		calledOnce(...phones);
		const sent = sandbox.requests().filter(({ method }) => method === 'POST');
		expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(10);
	});

	test('calls nobody twice when n8n’s Retry button runs the rest as a new execution', async () => {
		sandbox.fault({ when: { method: 'POST', number: last }, first: 1, do: { status: 404 } });
		const test = workflowOf(people(...phones), makeNode(parameters), { executionId: 'first' });
		const first = await runWorkflow(test);
		expect(first.error?.description).toContain('9 of 10 calls were made');

		const second = await retryWorkflow({ ...test, executionId: 'second' }, first);

		expect(second.error).toBeUndefined();
		expect(jsonOf(second).map(({ phone_number }) => phone_number)).toEqual(phones);
		calledOnce(...phones);
	});
});

test('the Retry button sends refused items as the workflow now is, and calls that may have been made unchanged', async () => {
	sandbox.fault({ when: { method: 'POST', number: ANN }, first: 1, do: { status: 422 } });
	sandbox.fault({ when: { method: 'POST', number: BOB }, first: 6, do: 'cutAfter' });
	const test = workflowOf(people(ANN, BOB), makeNode({ task: 'Say what nobody may say.' }));
	const first = await runWorkflow({ ...test, executionId: 'first' });

	const fixed = workflowOf(people(ANN, BOB), makeNode({ task: 'Say something friendly.' }));
	const second = await retryWorkflow({ ...fixed, executionId: 'second' }, first);

	expect(second.error).toBeUndefined();
	calledOnce(ANN, BOB);
	const tasks = sandbox.calls().map(({ phoneNumber, request }) => [phoneNumber, request.task]);
	expect(Object.fromEntries(tasks)).toEqual({
		[ANN]: 'Say something friendly.',
		[BOB]: 'Say what nobody may say.',
	});
});

test('the data for another attempt is small, without a secret, and removed when all is done', async () => {
	const phones = fictionalNumbers(1_000);
	const last = phones.at(-1) as string;
	const instructions = 'You are a friendly assistant. '.repeat(300);
	const parameters = {
		promptType: 'instructions',
		instructions,
		options: { waitUsing: 'webhook' },
	};
	sandbox.fault({ when: { method: 'POST', number: last }, first: 1, do: { status: 404 } });
	const once = await runNode(sandbox, waiting(parameters), people(...phones));

	const kept = JSON.stringify(once.run.data.executionData?.contextData);
	expect(kept.length).toBeLessThan(500_000);
	expect(kept).not.toContain('topcalls_token');
	expect(kept).not.toContain(sandbox.apiKey);

	const continued = await runNode(sandbox, makeNode({}, CONTINUED), people(ANN, '123'));
	expect(continued.run.data.executionData?.contextData).toEqual({ 'node:TopCalls': {} });
	const retried = await runNode(sandbox, makeNode({}, RETRIED), people(ANN));
	expect(retried.run.data.executionData?.contextData).toEqual({ 'node:TopCalls': {} });
});

describe('Run again from the start, as n8n 1.x does with the execution of a worker that died', () => {
	test('the node calls nobody twice, although the items are in another order and a new one is on top', async () => {
		const again = { executionId: 'the-same' };
		const phones = [ANN, BOB, ANN];
		await runNode(sandbox, makeNode(), people(...phones), again);
		await runNode(sandbox, makeNode(), people(CAROL, ANN, ANN, BOB), again);

		calledOnce(ANN, ANN, BOB, CAROL);
	});
});

describe('Two nodes with one ID', () => {
	test('make a call each', async () => {
		const twin: INode = { ...makeNode({ phoneNumber: ANN }), name: 'Twin' };
		const { error } = await runWorkflow({
			nodes: [startWith([{}]), makeNode({ phoneNumber: ANN }), twin],
			connections: chain('Start', 'TopCalls', 'Twin'),
			credential: credentialOf(sandbox),
		});

		expect(error).toBeUndefined();
		calledOnce(ANN, ANN);
	});
});

describe('Two n8n instances on one account', () => {
	const settings = Container.get(InstanceSettings);
	const { instanceId } = settings;
	afterEach(() => (settings.instanceId = instanceId));

	test('make a call each, although workflow, execution and node have the same IDs', async () => {
		await runNode(sandbox, makeNode(), people(ANN), { executionId: '7' });
		settings.instanceId = 'another';
		await runNode(sandbox, makeNode(), people(ANN), { executionId: '7' });

		calledOnce(ANN, ANN);
	});
});

describe('A key of the user’s own that is the same for two people', () => {
	const shared = ownKey('one-key-for-all');
	const tool = { type: 'n8n-nodes-topcalls.topCallsTool' };

	test.each<[string, INode]>([
		['Make', makeNode(shared)],
		['Make and Wait', waiting(shared)],
		[
			'Make and Wait by polling',
			waiting({ options: { ...(shared.options as INodeParameters), waitUsing: 'polling' } }),
		],
		['Make as a tool', makeNode(shared, tool)],
		['Make and Wait as a tool', waiting(shared, tool)],
	])('in two executions is an error for the second, with %s', async (_, topCalls) => {
		await runNode(sandbox, makeNode(shared), people(ANN));
		sandbox.advance(3_600_000);

		for (const settings of [{}, CONTINUED]) {
			const finished = await runNode(sandbox, { ...topCalls, ...settings }, people(BOB));

			const { error = finished.error?.message } = jsonOf(finished)[0] ?? {};
			expect(error).toContain(ANOTHER_PERSON);
			const saved = JSON.stringify(finished.run);
			expect(saved).toContain('This person was not called');
			expect(saved).not.toContain(sandbox.calls()[0]?.id);
			expect(saved).not.toContain(ANN);
			expect(finished.run.waitTill).toBeUndefined();
		}
		calledOnce(ANN);
	});

	test('in two rounds of a loop is an error for the second', async () => {
		const test = loopOf(people(ANN, BOB), makeNode(shared, CONTINUED), 'loop');
		const finished = await runWorkflow(test);

		expect(jsonOf(finished)[0]).toMatchObject({ phone_number: ANN });
		expect(String(jsonOf(finished)[1]?.error)).toContain(ANOTHER_PERSON);
		calledOnce(ANN);
	});

	test('does not count lookups for Calls per Minute, and looks calls up although another item was refused', async () => {
		const options = { idempotencyKey: '=lead-{{ $json.lead }}-today', callsPerMinute: 120 };
		sandbox.fault({ when: { method: 'POST', number: BOB }, do: { status: 422 } });
		sandbox.fault({ when: { method: 'GET' }, first: 1, do: { delay: 300 } });

		const finished = await runNode(sandbox, makeNode({ options }), people(ANN, BOB, CAROL));

		expect(finished.error?.description).toContain('1 of 3 calls were made');
		expect(finished.error?.description).not.toContain(PERHAPS);
	});

	test('whose call cannot be looked up outputs nothing and says that the call may have been made', async () => {
		sandbox.configure({ scopes: ['calls:write'] });
		const finished = await runNode(sandbox, makeNode(shared), people(ANN));

		expect(finished.error?.message).toContain('not allowed');
		expect(finished.error?.description).toContain(`${PERHAPS}: item 0`);
	});
});

describe('Make and Wait with a key of the user’s own', () => {
	test('in a second round that finds the open call of the first, waits for an event that it accepts', async () => {
		const test = loopOf(people(ANN, ANN), waiting(ownKey('once-a-day')), 'rounds');
		const first = await runWorkflow(test);
		expect(first.run.status).toBe('waiting');

		const second = await continueWorkflow(test, first);

		expect(second.run.status).toBe('waiting');
		expect(second.roundsOf('TopCalls')).toBe(2);
		calledOnce(ANN);
		const told = new URL(String(sandbox.calls()[0]?.request.webhook_url));
		const { contextData } = second.run.data.executionData!;
		expect(contextData['node:TopCalls']).toMatchObject({
			topCallsWait: {
				tokenFingerprint: fingerprint(told.searchParams.get('topcalls_token') as string),
			},
		});
	});

	test.each([409, 422] as const)(
		'on a server that compares bodies and answers %s, says that the call may have been made',
		async (sameKeyOtherBody) => {
			sandbox.configure({ sameKeyOtherBody });
			const topCalls = waiting(ownKey('={{ $json.lead }}-once-a-day'));
			await runNode(sandbox, topCalls, people(ANN, BOB), { executionId: 'first' });
			const items = people(ANN, BOB, CAROL);
			const second = await runNode(sandbox, topCalls, items, { executionId: 'second' });

			expect(second.error?.message).toContain('another request with the same idempotency key');
			expect(second.error?.description).toContain(`1 of 3 calls were made (item 2: `);
			expect(second.error?.description).toContain(`${PERHAPS}: items 0–1`);
			expect(second.error?.description).not.toContain('not called');
			calledOnce(ANN, BOB, CAROL);
		},
	);
});

describe('An answer that cannot be understood', () => {
	test.each<[string, object]>([
		['a redirect', { status: 303, after: true, headers: { Location: 'https://example.com/' } }],
		[
			'a Content-Encoding that does not fit',
			{
				status: 201,
				after: true,
				body: 'this is no gzip',
				headers: { 'Content-Encoding': 'gzip' },
			},
		],
	])(
		'such as %s, leads to “may have been made”, and does not stop the other items',
		async (_, fault) => {
			const phones = fictionalNumbers(20);
			sandbox.fault({ when: { method: 'POST', number: phones[3] }, do: fault as never });

			const finished = await runNode(sandbox, makeNode(), people(...phones));

			expect(booksOf(finished)).toMatchObject({ unknown: [{ item: 3 }], not_done: [] });
			expect(finished.error?.description).toContain(`${PERHAPS}: item 3`);
			expect(finished.error?.description).not.toContain('not called');
			calledOnce(...phones);
		},
	);
});

describe('An execution that is canceled', () => {
	test('while three requests are in flight says that these calls may have been made, and makes no other', async () => {
		const phones = fictionalNumbers(6);
		sandbox.fault({ when: { method: 'POST' }, do: { delay: 60_000 } });
		const topCalls = makeNode({ options: { maxConcurrency: 3 } }, RETRIED);
		const finished = await runWorkflow(
			workflowOf(people(...phones), topCalls, {
				onStart: (cancel) => void sandbox.waitFor(() => sandbox.placed() === 3).then(cancel),
			}),
		);

		const error = finished.run.data.resultData.runData.TopCalls?.[0]?.error;
		expect(error?.description).toContain(`${PERHAPS}: items 0–2; not called: items 3–5`);
		calledOnce(...phones.slice(0, 3));
	});
});

describe('One item of many that fails under Stop Workflow', () => {
	const CONTINUE_HINT = 'set Settings › On Error to Continue (using error output)';

	test('because of its number says how to continue', async () => {
		const { error } = await runNode(sandbox, makeNode(), people(ANN, '123'));
		expect(error?.description).toContain(CONTINUE_HINT);
	});

	test('because TopCalls refused it says how to continue, and which calls were made', async () => {
		sandbox.fault({ when: { method: 'POST', number: BOB }, do: { status: 422 } });
		const { error, run } = await runNode(sandbox, waiting(), people(ANN, BOB));

		expect(error?.description).toContain(CONTINUE_HINT);
		expect(error?.description).toContain(`item 0: ${sandbox.calls()[0]?.id}`);
		expect(error?.description).toContain('They continue, and Get retrieves their results');
		expect(run.waitTill).toBeUndefined();
	});

	test('for lack of minutes does not, since the others would fail too', async () => {
		sandbox.configure({ quotaCalls: 1 });
		const { error } = await runNode(sandbox, makeNode(), people(ANN, BOB));
		expect(error?.description).not.toContain(CONTINUE_HINT);
	});
});
