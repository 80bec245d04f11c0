import { errorOf, outputOf, type SavedExecution, type SavedWorkflow } from '../../../dev/n8n';
import { fictionalNumbers, type Sandbox } from '../../../dev/sandbox';
import { Receiver } from '../../support/receiver';
import { chance } from '../../../dev/sandbox/seededRandom';
import { webhookTrigger, workflowOf, type Environment } from '../../../dev/environment';
import { openTestEnvironment } from '../environment';
import { deliverAll, finish } from './deliveries';
import { callWorkflow, crmNote, makeAndWait } from './workflow';

const READ = 'GET /v1/calls/:id';

jest.setTimeout(300_000);

describe('Make and Wait with many calls', () => {
	let environment: Environment;
	let crm: Receiver;

	beforeAll(async () => {
		crm = await Receiver.start();
		environment = await openTestEnvironment({
			sandbox: { speed: 0, processingMs: 0, webhookTimeoutMs: 120_000 },
		});
	});
	afterAll(async () => {
		await environment?.close();
		await crm.stop();
	});
	beforeEach(() => {
		environment.sandbox.reset();
		crm.received.length = 0;
	});

	describe('200 items in one execution continue together, in order, each with its own call', () => {
		const NUMBERS = fictionalNumbers(200);

		test('when the calls end in order', async () => {
			await proveWith(async (sandbox, callIds) => {
				for (const callId of callIds) await finish(sandbox, [callId]);
			});
		});

		test('when the calls end in random order, sometimes several together', async () => {
			await proveWith(async (sandbox, callIds) => {
				for (const some of inBursts(shuffled(callIds))) await finish(sandbox, some);
			});
		});

		test('when the calls end all at once', async () => {
			await proveWith(finish);
		});

		async function proveWith(end: (sandbox: Sandbox, callIds: string[]) => Promise<void>) {
			const { client, sandbox, credential } = environment;
			const workflow = await client.createWorkflow(callWorkflow(NUMBERS, crm.url), [credential]);
			const id = await client.start(workflow);
			await client.executionIn(id, ['waiting']);
			expect(sandbox.placed()).toBe(NUMBERS.length);
			const readsBefore = sandbox.requestCounts()[READ] ?? 0;

			await end(sandbox, callIdsInOrder());
			await deliverAll(sandbox);
			const execution = await client.executionIn(id, ['success']);

			expect(errorOf(execution)).toBeUndefined();
			expectOneRound(execution);
			const reads = (sandbox.requestCounts()[READ] ?? 0) - readsBefore;
			console.log(`${NUMBERS.length} items: ${reads} reads of a call`);
			expect(reads).toBeLessThanOrEqual(NUMBERS.length * Math.log2(NUMBERS.length));
		}

		function expectOneRound(execution: SavedExecution) {
			const { runData } = execution.data.resultData;
			expect(runData.TopCalls).toHaveLength(1);
			expect(runData.CRM).toHaveLength(1);
			const items = outputOf(execution, 'TopCalls');
			expect(items.map(({ json }) => json.phone_number)).toEqual(NUMBERS);
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
				NUMBERS.map((_, item) => ({ item })),
			);
			expect(new Set(items.map(({ json }) => json.outcome))).toEqual(new Set(['completed']));
			expect(phonesAtCrm().sort()).toEqual(NUMBERS);
			expect(environment.sandbox.rings()).toEqual(onceEach(NUMBERS));
		}

		/** Calls are placed in parallel, so the order of the items is found by their numbers. */
		function callIdsInOrder(): string[] {
			const calls = environment.sandbox.calls();
			const idByNumber = new Map(calls.map(({ phoneNumber, id }) => [phoneNumber, id]));
			return NUMBERS.map((number) => idByNumber.get(number)!);
		}
	});

	test('300 executions wait at the same time, none of them running, and each continues once', async () => {
		const { client, sandbox } = environment;
		const NUMBERS = fictionalNumbers(300);
		const workflow = await publishedFlow('calls');

		for (const phone of NUMBERS) {
			const response = await client.callWebhook('calls', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ phone }),
			});
			expect(response.status).toBe(200);
		}
		await client.untilExecutions(NUMBERS.length, ['waiting'], workflow.id);
		expect(await client.countExecutions(['running', 'new'])).toBe(0);

		await finish(
			sandbox,
			sandbox.calls().map(({ id }) => id),
		);
		await deliverAll(sandbox);
		await client.untilExecutions(NUMBERS.length, ['success'], workflow.id);

		expect(await client.countExecutions(['waiting', 'running', 'error', 'crashed'])).toBe(0);
		expect(phonesAtCrm().sort()).toEqual(NUMBERS);
		expect(sandbox.rings()).toEqual(onceEach(NUMBERS));
	});

	const phonesAtCrm = () => crm.received.map(({ payload }) => String(payload.phone));

	async function publishedFlow(path: string): Promise<SavedWorkflow> {
		const call = makeAndWait({ phoneNumber: '={{ $json.body.phone }}' });
		const workflow = await environment.client.createWorkflow(
			workflowOf('Call from a webhook', [webhookTrigger(path), call, crmNote(crm.url)]),
			[environment.credential],
		);
		await environment.client.activate(workflow);
		return workflow;
	}
});

function onceEach(phones: string[]): Record<string, number> {
	return Object.fromEntries(phones.map((phone) => [phone, 1]));
}

/** In an order that is random but the same in every run. */
function shuffled(texts: string[]): string[] {
	const drawn = texts.map((text, index) => ({ text, lot: chance(1, index) }));
	return drawn.sort((a, b) => a.lot - b.lot).map(({ text }) => text);
}

/** Cut into parts of 1 to 10. */
function inBursts<T>(list: T[]): T[][] {
	const bursts: T[][] = [];
	for (let from = 0; from < list.length; from += bursts.at(-1)!.length) {
		const size = 1 + Math.floor(chance(2, from) * 10);
		bursts.push(list.slice(from, from + size));
	}
	return bursts;
}
