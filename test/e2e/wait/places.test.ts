import { NodeConnectionTypes, type IConnections } from 'n8n-workflow';
import { errorOf, outputOf, type SavedExecution, type Workflow } from '../../../dev/n8n';
import { Receiver } from '../../support/receiver';
import {
	chain,
	itemsNodes,
	manualTrigger,
	node,
	webhookTrigger,
	workflowOf,
	type Environment,
} from '../../../dev/environment';
import { callerGetsResults } from '../capabilities';
import { openTestEnvironment } from '../environment';
import { deliverAll, finish } from './deliveries';
import { callWorkflow, crmNote, makeAndWait } from './workflow';
import { fictionalNumbers } from '../../../dev/sandbox';

describe('Make and Wait, wherever it stands', () => {
	let environment: Environment;
	let crm: Receiver;

	beforeAll(async () => {
		crm = await Receiver.start();
		environment = await openTestEnvironment({ sandbox: { speed: 0, processingMs: 0 } });
	});
	afterAll(async () => {
		await environment?.close();
		await crm.stop();
	});
	beforeEach(() => {
		environment.sandbox.reset();
		crm.received.length = 0;
	});

	test('in a manual run: outputs the call with transcript, summary and recording', async () => {
		const id = await startWaiting(callWorkflow(fictionalNumbers(1), crm.url));
		await finishOpenCalls();

		const execution = await environment.client.executionIn(id, ['success']);

		expect(outputOf(execution, 'TopCalls')).toMatchObject([
			{
				json: {
					call_id: environment.sandbox.calls()[0]?.id,
					outcome: 'completed',
					transcript_text: expect.stringContaining('AI: '),
					call_summary: expect.any(String),
					recording_url: expect.any(String),
				},
				pairedItem: { item: 0 },
			},
		]);
		expectOneNoteEach(fictionalNumbers(1));
	});

	test('with Include Input Fields: outputs each call along with the fields of its own item', async () => {
		const call = makeAndWait({ options: { includeInputFields: true } });
		const numbers = fictionalNumbers(2);
		const id = await startWaiting(callWorkflow(numbers, crm.url, call));
		await finishOpenCalls();

		const execution = await environment.client.executionIn(id, ['success']);

		expect(outputOf(execution, 'TopCalls')).toMatchObject(
			numbers.map((phone, item) => ({
				json: { phone, phone_number: phone, outcome: 'completed' },
				pairedItem: { item },
			})),
		);
	});

	test('in a published workflow, over an orderly restart of n8n', async () => {
		const { client } = environment;
		const call = makeAndWait({ phoneNumber: fictionalNumbers(1)[0] });
		const workflow = await client.createWorkflow(
			workflowOf('Call', [webhookTrigger('restart'), call, crmNote(crm.url)]),
			[environment.credential],
		);
		await client.activate(workflow);
		await client.callWebhook('restart');
		await client.untilExecutions(1, ['waiting'], workflow.id);

		await environment.restartN8n();
		await finishOpenCalls();
		await deliverAll(environment.sandbox);

		await client.untilExecutions(1, ['success'], workflow.id);
		expectOneNoteEach(fictionalNumbers(1));
	});

	test.each([
		['quotes', `Call "Bob's" \`phone\``],
		['backslashes', 'C:\\call\\new "x\\"'],
		['braces and more', '{{ $json }} </script> ${x} %s 📞'],
	])('under a name with %s', async (_, name) => {
		const call = makeAndWait({}, { name });
		const id = await startWaiting(callWorkflow(fictionalNumbers(2), crm.url, call));
		await finishOpenCalls();
		await deliverAll(environment.sandbox);

		const execution = await environment.client.executionIn(id, ['success']);

		expect(phonesOf(execution, name)).toEqual(fictionalNumbers(2));
		expectOneNoteEach(fictionalNumbers(2));
	});

	test('twice in one workflow: the second calls after the first has its result', async () => {
		const [first, second] = [
			makeAndWait({}, { name: 'First call' }),
			makeAndWait({ phoneNumber: '={{ $json.phone_number }}' }, { name: 'Second call' }),
		];
		const workflow = workflowOf('Two calls', [
			manualTrigger(),
			...itemsNodes(fictionalNumbers(2).map((phone) => ({ phone }))),
			first,
			second,
			crmNote(crm.url),
		]);
		const id = await startWaiting(workflow);
		expect(environment.sandbox.placed()).toBe(2);
		await finishOpenCalls();
		await deliverAll(environment.sandbox);
		await environment.sandbox.waitFor((sandbox) => sandbox.placed() === 4);
		await environment.client.executionIn(id, ['waiting']);
		await finishOpenCalls();
		await deliverAll(environment.sandbox);

		const execution = await environment.client.executionIn(id, ['success']);

		expect(phonesOf(execution, 'First call')).toEqual(fictionalNumbers(2));
		expect(phonesOf(execution, 'Second call')).toEqual(fictionalNumbers(2));
		expect(Object.values(environment.sandbox.rings())).toEqual([2, 2]);
		expectNotes(fictionalNumbers(2));
	});

	test('inside Loop Over Items: every round waits for its own calls', async () => {
		const id = await startWaiting(loopFlow(5, 2));
		for (const placed of [2, 4, 5]) {
			await environment.sandbox.waitFor((sandbox) => sandbox.placed() === placed);
			await environment.client.executionIn(id, ['waiting']);
			await finishOpenCalls();
			await deliverAll(environment.sandbox);
		}

		const execution = await environment.client.executionIn(id, ['success']);

		expect(execution.data.resultData.runData.TopCalls).toHaveLength(3);
		expect(phonesOf(execution, 'TopCalls')).toEqual(fictionalNumbers(5));
		expect(phonesOf(execution, 'Loop')).toEqual(fictionalNumbers(5));
		expectOneNoteEach(fictionalNumbers(5));
	});

	const inSubWorkflow = callerGetsResults
		? 'in a sub-workflow: its caller waits too and continues once, with the results'
		: 'in a sub-workflow: its caller waits too and continues once (n8n 1.x gives it its own items)';

	test(inSubWorkflow, async () => {
		const { client } = environment;
		const called = node(
			'Called',
			'n8n-nodes-base.executeWorkflowTrigger',
			{ inputSource: 'passthrough' },
			{ typeVersion: 1.1 },
		);
		const child = await client.createWorkflow(workflowOf('Sub-workflow', [called, makeAndWait()]), [
			environment.credential,
		]);
		const callChild = node(
			'Call the sub-workflow',
			'n8n-nodes-base.executeWorkflow',
			{
				source: 'database',
				workflowId: { __rl: true, mode: 'id', value: child.id },
				mode: 'once',
				options: { waitForSubWorkflow: true },
			},
			{ typeVersion: 1.1 },
		);
		const id = await startWaiting(
			workflowOf('Caller', [
				manualTrigger(),
				...itemsNodes(fictionalNumbers(2).map((phone) => ({ phone }))),
				callChild,
				node('After', 'n8n-nodes-base.noOp'),
				crmNote(crm.url),
			]),
		);
		await client.untilExecutions(1, ['waiting'], child.id);
		await finishOpenCalls();
		await deliverAll(environment.sandbox);

		const execution = await client.executionIn(id, ['success']);

		await client.untilExecutions(1, ['success'], child.id);
		const items = outputOf(execution, 'After').map(({ json }) => json.phone_number ?? json.phone);
		expect(items).toEqual(fictionalNumbers(2));
		expect(crm.received.map(({ payload }) => payload.outcome)).toEqual(
			callerGetsResults ? ['completed', 'completed'] : [undefined, undefined],
		);
		expect(Object.values(environment.sandbox.rings())).toEqual([1, 1]);
	});

	test('canceled while it waits: later events resume nothing', async () => {
		const { client } = environment;
		const id = await startWaiting(callWorkflow(fictionalNumbers(1), crm.url));

		await client.stop(id);
		await finishOpenCalls();
		await deliverAll(environment.sandbox);

		expect((await client.execution(id)).status).toBe('canceled');
		expect(crm.received).toHaveLength(0);
		expect(environment.sandbox.placed()).toBe(1);
	});

	describe('using polling', () => {
		const polling = () =>
			callWorkflow(
				fictionalNumbers(2),
				crm.url,
				makeAndWait({ options: { waitUsing: 'polling' } }),
			);

		test('keeps running and outputs the same', async () => {
			const id = await start(polling());
			await environment.sandbox.waitFor((sandbox) => sandbox.placed() === 2);
			expect(environment.sandbox.calls().map(({ request }) => request.webhook_url)).toEqual([
				undefined,
				undefined,
			]);
			expect((await environment.client.execution(id)).status).toBe('running');
			await finishOpenCalls(false);

			const execution = await environment.client.executionIn(id, ['success']);

			expect(phonesOf(execution, 'TopCalls')).toEqual(fictionalNumbers(2));
			expect(outputOf(execution, 'TopCalls').map(({ json }) => json.outcome)).toEqual([
				'completed',
				'completed',
			]);
			expectOneNoteEach(fictionalNumbers(2));
		});

		test('sends no more requests once it was canceled', async () => {
			const { client, sandbox } = environment;
			const id = await start(polling());
			await sandbox.waitFor((now) => (now.requestCounts()['GET /v1/calls/:id'] ?? 0) >= 2);

			await client.stop(id);
			const execution = await client.executionIn(id, ['canceled']);
			const reads = sandbox.requestCounts()['GET /v1/calls/:id'];
			await finishOpenCalls(false);
			// Longer than the first pause between two polls.
			await expect(
				sandbox.waitFor((now) => now.requestCounts()['GET /v1/calls/:id'] !== reads, 3_000),
			).rejects.toThrow('Waited');

			expect(execution.status).toBe('canceled');
			expect(crm.received).toHaveLength(0);
		});
	});

	async function start(workflow: Workflow): Promise<string> {
		return await environment.client.start(
			await environment.client.createWorkflow(workflow, [environment.credential]),
		);
	}

	async function startWaiting(workflow: Workflow): Promise<string> {
		const id = await start(workflow);
		const execution = await environment.client.executionIn(id, ['waiting']);
		expect(errorOf(execution)).toBeUndefined();
		return id;
	}

	async function finishOpenCalls(withEvents = true): Promise<void> {
		const open = environment.sandbox.calls().filter(({ ended }) => !ended);
		const callIds = open.map(({ id }) => id);
		if (withEvents) await finish(environment.sandbox, callIds);
		else for (const callId of callIds) environment.sandbox.finish(callId);
	}

	function loopFlow(count: number, batchSize: number): Workflow {
		const loop = node(
			'Loop',
			'n8n-nodes-base.splitInBatches',
			{ batchSize, options: {} },
			{ typeVersion: 3 },
		);
		const connections: IConnections = {
			...chain('Start', 'List', 'Items', 'Loop'),
			Loop: {
				main: ['CRM', 'TopCalls'].map((name) => [
					{ node: name, type: NodeConnectionTypes.Main, index: 0 },
				]),
			},
			...chain('TopCalls', 'Loop'),
		};
		const items = itemsNodes(fictionalNumbers(count).map((phone) => ({ phone })));
		const nodes = [manualTrigger(), ...items, loop, makeAndWait(), crmNote(crm.url)];
		return workflowOf('Loop', nodes, connections);
	}

	const phonesOf = (execution: SavedExecution, name: string) =>
		outputOf(execution, name).map(({ json }) => json.phone_number);

	function expectNotes(phones: string[]): void {
		expect(crm.received.map(({ payload }) => payload.phone).sort()).toEqual(phones);
	}

	function expectOneNoteEach(phones: string[]): void {
		expectNotes(phones);
		expect(Object.values(environment.sandbox.rings())).toEqual(phones.map(() => 1));
	}
});
