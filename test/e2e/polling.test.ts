import { errorOf, outputOf, type SavedWorkflow } from '../../dev/n8n';
import { node, pollingNode, workflowOf, type Environment } from '../../dev/environment';
import { fictionalNumbers } from '../../dev/sandbox';
import { importCopy } from './importCopy';
import { EVERY_TWO_SECONDS } from './pollTimes';
import { openTestEnvironment } from './environment';

const MINUTE = 60_000;
const TRIGGER = 'TopCalls Polling Trigger';
const BUSY = '+14155550002';
const SLOW = '+14155550007';

describe('TopCalls Polling Trigger, on a real n8n', () => {
	let environment: Environment;

	beforeAll(async () => (environment = await openTestEnvironment({ sandbox: { speed: 0 } })));
	afterAll(async () => await environment?.close());
	beforeEach(() => environment.sandbox.reset());

	test('starts the workflow once for each completed and failed call, and for no earlier call', async () => {
		await place('+14155550101', BUSY);
		environment.sandbox.advance(10 * MINUTE);
		const workflow = await activeWorkflow();
		expect(await emitted(workflow)).toEqual([]);

		const [completed, busy] = await place('+14155550102', BUSY);
		environment.sandbox.advance(10 * MINUTE);
		const items = await emittedOnce(workflow, 2);

		expect(items).toContainEqual([completed, 'call.completed']);
		expect(items).toContainEqual([busy, 'call.failed']);
		await environment.client.deactivate(workflow);
	});

	test('outputs every call that was missed while n8n was down for longer than webhooks are repeated', async () => {
		// It is not documented what TopCalls lists when calls of the same time are on two pages.
		environment.sandbox.configure({ cursor: 'exclusive' });
		await place(...fictionalNumbers(60));
		environment.sandbox.advance(10 * MINUTE);
		const [open] = await place(SLOW);
		const workflow = await activeWorkflow();
		const before = await place('+14155550102', BUSY);
		environment.sandbox.advance(10 * MINUTE);
		await emittedOnce(workflow, 2);

		await environment.killN8n();
		const missed: string[] = [];
		for (let hour = 1; hour <= 2; hour += 1) {
			missed.push(...(await place(...fictionalNumbers(130, 130 * hour))), ...(await place(BUSY)));
			environment.sandbox.advance(41 * MINUTE);
		}
		await environment.startN8n();

		const expected = [...before, ...missed, open];
		const items = await emittedOnce(workflow, expected.length);
		expect(items.map(([id]) => id).sort()).toEqual([...expected].sort());
		await environment.client.deactivate(workflow);
	});

	test('catches up after it was unpublished, and says so when TopCalls does not answer', async () => {
		const workflow = await activeWorkflow();
		await environment.client.deactivate(workflow);
		const [missed] = await place(BUSY);
		environment.sandbox.advance(10 * MINUTE);

		environment.sandbox.fault({ when: { path: '/v1/calls' }, do: { status: 401 } });
		await expect(environment.client.activate(workflow)).rejects.toThrow(
			/TopCalls does not accept the API key/,
		);
		environment.sandbox.clearFaults();
		await environment.client.deactivate(workflow).catch(() => undefined);
		await environment.client.activate(workflow);
		expect(await emittedOnce(workflow, 1)).toEqual([[missed, 'call.failed']]);
		await environment.client.deactivate(workflow);
	});

	test('starts over in a copy of the workflow, which outputs no call from before it was published', async () => {
		const original = await activeWorkflow();
		await place('+14155550101');
		environment.sandbox.advance(10 * MINUTE);
		await emittedOnce(original, 1);
		await environment.client.deactivate(original);
		const copy = await importCopy(environment, original);
		const [missed] = await place(BUSY);
		environment.sandbox.advance(10 * MINUTE);

		await environment.client.activate(copy);
		const [next] = await place('+14155550102');
		environment.sandbox.advance(10 * MINUTE);
		expect(await emittedOnce(copy, 1)).toEqual([[next, 'call.completed']]);

		await environment.client.deactivate(copy);
		await environment.client.activate(original);
		expect((await emittedOnce(original, 3)).map(([id]) => id)).toEqual(
			expect.arrayContaining([missed, next]),
		);
		await environment.client.deactivate(original);
	});

	test('shows the latest calls on Fetch Test Event', async () => {
		const [call] = await place(BUSY);
		environment.sandbox.advance(10 * MINUTE);
		const workflow = await environment.client.createWorkflow(pollingWorkflow(), [
			environment.credential,
		]);
		const execution = await environment.client.run(workflow, TRIGGER);

		expect(errorOf(execution)).toBeUndefined();
		expect(outputOf(execution, TRIGGER)).toMatchObject([
			{ json: { call_id: call, event: 'call.failed', outcome: 'busy' } },
		]);
	});

	async function activeWorkflow(): Promise<SavedWorkflow> {
		const workflow = await environment.client.createWorkflow(pollingWorkflow(), [
			environment.credential,
		]);
		await environment.client.activate(workflow);
		return workflow;
	}

	async function place(...called: string[]): Promise<string[]> {
		const { url, apiKey } = environment.sandbox;
		const ids: string[] = [];
		for (const phone_number of called) {
			const response = await fetch(`${url}/v1/calls`, {
				method: 'POST',
				headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
				body: JSON.stringify({ phone_number, task: 'Remind of the appointment.' }),
			});
			ids.push(((await response.json()) as { call_id: string }).call_id);
		}
		return ids;
	}

	/** Waits for `count` items, and for two more polls, which would output repeated ones. */
	async function emittedOnce(workflow: SavedWorkflow, count: number) {
		await until(async () => (await emitted(workflow)).length >= count);
		const lists = () => environment.sandbox.requestCounts()['GET /v1/calls'] ?? 0;
		const polled = lists();
		await until(async () => lists() >= polled + 2);
		const items = await emitted(workflow);
		expect(items).toHaveLength(count);
		return items;
	}

	/** The call ID and event of each item that the saved executions started with. */
	async function emitted(workflow: SavedWorkflow): Promise<Array<[unknown, unknown]>> {
		const saved = await environment.client.executions(workflow.id);
		const ended = saved.filter(({ status }) => status === 'success');
		const items: Array<[unknown, unknown]> = [];
		for (const { id } of ended) {
			const execution = await environment.client.executionIn(id, ['success']);
			const calls = outputOf(execution, TRIGGER).map(({ json }) => json);
			items.push(...calls.map(({ call_id, event }): [unknown, unknown] => [call_id, event]));
		}
		return items;
	}
});

function pollingWorkflow() {
	return workflowOf('Polling', [
		pollingNode({ pollTimes: { item: EVERY_TWO_SECONDS } }, { name: TRIGGER }),
		node('Next', 'n8n-nodes-base.noOp'),
	]);
}

/** Polls until the condition holds; the test's timeout ends it otherwise. */
async function until(isMet: () => Promise<boolean>): Promise<void> {
	while (!(await isMet())) await new Promise((resolve) => setTimeout(resolve, 200));
}
