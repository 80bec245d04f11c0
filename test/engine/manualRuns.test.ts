import type { IDataObject, INode, INodeParameters, WorkflowExecuteMode } from 'n8n-workflow';

import { fictionalNumbers } from '../../dev/sandbox';
import { chain, makeNode, node } from '../../dev/environment/workflow';
import { retryWorkflow, runWorkflow, type Finished, type TestWorkflow } from './runWorkflow';
import { credentialOf, runNode, startWith } from './runNode';
import { useSandbox } from '../support/sandbox';

const sandbox = useSandbox({ speed: 600 });

/** San Francisco, London. */
const US = '+14155550100';
const GB = '+442079460001';
const BUSY = '+14155550002';

const RETURN_SAMPLE = { manualRuns: { run: { does: 'returnSample' } } };
const callOnly = (testNumber: string) => ({
	manualRuns: { run: { does: 'callTestNumber', testNumber } },
});
const make = (safety: INodeParameters, more: Partial<INode> = {}) => makeNode({ safety }, more);
const makeAndWait = (safety: INodeParameters) =>
	makeNode({ operation: 'makeAndWait', safety, options: { waitUsing: 'polling' } });
const people = (...phones: string[]) => phones.map((phone) => ({ phone }));
const workflowOf = (
	topCalls: INode,
	items: IDataObject[],
	mode: WorkflowExecuteMode,
): TestWorkflow => ({
	nodes: [startWith(items), topCalls],
	connections: chain('Start', topCalls.name),
	credential: credentialOf(sandbox),
	mode,
});

const called = () => sandbox.calls().map(({ phoneNumber }) => phoneNumber);
const jsonOf = (finished: Finished, output = 0): IDataObject[] =>
	finished.itemsOf('TopCalls', output).map(({ json }) => json);
/** What n8n shows above the output. */
const hintsOf = ({ run }: Finished) =>
	(run.data.resultData.runData.TopCalls?.[0]?.hints ?? []).map(({ message }) => message);
const refuseCalls = (first?: number) =>
	sandbox.fault({ when: { method: 'POST', path: '/v1/calls' }, first, do: { status: 422 } });

describe('Manual runs', () => {
	test('return a sample of a finished call, and call nobody', async () => {
		const finished = await runNode(sandbox, makeAndWait(RETURN_SAMPLE), people(US, GB), {
			mode: 'manual',
		});
		expect(called()).toEqual([]);
		expect(jsonOf(finished)).toMatchObject([
			{ sample: true, phone_number: US, outcome: 'completed', status: 'completed' },
			{ sample: true, phone_number: GB, transcript_text: expect.stringMatching(/^AI: /) },
		]);
		expect(hintsOf(finished)).toContainEqual(expect.stringContaining('Nobody was called'));
	});

	test('call only the test number, once, at any hour', async () => {
		const never = { callingHours: { hours: { from: '00:00', to: '00:01', outside: 'stop' } } };
		const safety = { ...callOnly(GB), ...never };
		const finished = await runNode(sandbox, make(safety), people(...fictionalNumbers(3)), {
			mode: 'manual',
		});
		expect(called()).toEqual([GB]);
		expect(jsonOf(finished)).toMatchObject([
			{ phone_number: GB, status: 'queued' },
			{ not_called_reason: 'test_run' },
			{ not_called_reason: 'test_run' },
		]);
		expect(hintsOf(finished)).toContainEqual(expect.stringContaining('Only the test number'));
	});

	test('call the test number once in a loop too', async () => {
		const loop = (mode: WorkflowExecuteMode): TestWorkflow => ({
			...workflowOf(make(callOnly(GB)), [], mode),
			nodes: [
				startWith(people(...fictionalNumbers(3))),
				node('Loop', 'test.batches', { size: 1 }),
				make(callOnly(GB)),
			],
			connections: chain('Start', 'Loop', 'TopCalls', 'Loop'),
		});
		const finished = await runWorkflow(loop('manual'));

		expect(called()).toEqual([GB]);
		expect(jsonOf(finished)).toMatchObject([
			{ phone_number: GB, status: 'queued' },
			{ not_called_reason: 'test_run' },
			{ not_called_reason: 'test_run' },
		]);
		sandbox.reset();
		await runWorkflow(loop('trigger'));
		expect(called()).toEqual(fictionalNumbers(3));
	});

	test('call the test number again when Call Again sends its item back', async () => {
		const again = { callAgain: { rule: { outcomes: ['busy'], maxAttempts: 2, waitMinutes: 1 } } };
		const topCalls = makeAndWait({ ...callOnly(BUSY), ...again });
		const redial = workflowOf(topCalls, people(US, GB), 'manual');
		const finished = await runWorkflow({
			...redial,
			nodes: [...redial.nodes, node('Later', 'test.due')],
			connections: {
				...redial.connections,
				TopCalls: { main: [[], [{ node: 'Later', type: 'main', index: 0 }]] },
				...chain('Later', 'TopCalls'),
			},
		});
		expect(finished.error).toBeUndefined();
		expect(called()).toEqual([BUSY, BUSY]);
		expect(jsonOf(finished)).toMatchObject([
			{ not_called_reason: 'test_run' },
			{ phone_number: BUSY, outcome: 'busy', attempt: 2 },
		]);
	});

	test('with Retry On Fail call the test number once, and nobody else', async () => {
		refuseCalls(1);
		const retrying = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		const items = people(...fictionalNumbers(2));
		const finished = await runNode(sandbox, make(callOnly(GB), retrying), items, {
			mode: 'manual',
		});
		expect(finished.error).toBeUndefined();
		expect(called()).toEqual([GB]);
	});

	test('without a test number call nobody', async () => {
		const finished = await runNode(sandbox, make(callOnly('')), people(US), { mode: 'manual' });
		expect(called()).toEqual([]);
		expect(finished.error?.message).toContain('Test Number');
	});
});

/** `internal` is also the preview of an n8n agent. */
test.each(['manual', 'evaluation', 'internal'] as const)(
	'An execution of mode %s is a manual run',
	async (mode) => {
		await runWorkflow(workflowOf(make(callOnly(GB)), people(US), mode));
		expect(called()).toEqual([GB]);
	},
);

const PRODUCTION = ['trigger', 'webhook', 'error', 'integrated', 'chat', 'cli'] as const;

test.each(PRODUCTION)('An execution of mode %s is none', async (mode) => {
	const finished = await runWorkflow(workflowOf(make(RETURN_SAMPLE), people(US), mode));
	expect(called()).toEqual([US]);
	expect(hintsOf(finished)).toEqual([]);
});

describe('Retry in the list of executions', () => {
	const items = people(...fictionalNumbers(2));
	const failed = async (workflow: TestWorkflow) => {
		const finished = await runWorkflow(workflow);
		expect(finished.error).toBeDefined();
		expect(called()).toEqual([]);
		return finished;
	};

	test.each(['manual', 'evaluation'] as const)(
		'of a run of mode %s calls only the test number',
		async (mode) => {
			refuseCalls(1);
			const workflow = workflowOf(make(callOnly(GB)), items, mode);
			const retried = await retryWorkflow(workflow, await failed(workflow));

			expect(retried.error).toBeUndefined();
			expect(called()).toEqual([GB]);
		},
	);

	test('of a retry of a manual run does too', async () => {
		refuseCalls(2);
		const workflow = workflowOf(make(callOnly(GB)), items, 'manual');
		const again = await retryWorkflow(workflow, await failed(workflow));
		expect(again.error).toBeDefined();

		await retryWorkflow(workflow, again);
		expect(called()).toEqual([GB]);
	});

	test('of a manual run that failed for another reason returns samples', async () => {
		const workflow = workflowOf(make(RETURN_SAMPLE), items, 'manual');
		const unclear = { ...workflow, nodes: [startWith(items), makeNode({ task: 'Hi' })] };
		const retried = await retryWorkflow(workflow, await failed(unclear));

		expect(called()).toEqual([]);
		expect(jsonOf(retried)).toMatchObject([{ sample: true }, { sample: true }]);
	});

	test('of a run of which an older n8n did not save what started it calls nobody else either', async () => {
		refuseCalls();
		const workflow = workflowOf(make(callOnly(GB)), items, 'trigger');
		const finished = await failed(workflow);
		delete finished.run.data.executionData?.runtimeData;
		sandbox.reset();

		await retryWorkflow(workflow, finished);
		expect(called()).toEqual([GB]);
	});

	test.each(PRODUCTION)('of a run of mode %s calls the people in the items', async (mode) => {
		refuseCalls();
		const workflow = workflowOf(make(callOnly(GB)), items, mode);
		const finished = await failed(workflow);
		sandbox.reset();

		await retryWorkflow(workflow, finished);
		expect(called()).toEqual(fictionalNumbers(2));
	});
});
