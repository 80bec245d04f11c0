import type { IDataObject } from 'n8n-workflow';

import { errorOf, outputOf } from '../../dev/n8n';
import {
	itemsNodes,
	manualTrigger,
	makeNode,
	workflowOf,
	type Environment,
} from '../../dev/environment';
import { openTestEnvironment } from './environment';

const NUMBER = '+14155550101';
const OTHER = '+14155550102';

describe('Make, on a real n8n', () => {
	let environment: Environment;

	beforeAll(async () => (environment = await openTestEnvironment()));
	afterAll(async () => await environment?.close());
	beforeEach(() => environment.sandbox.reset());

	test('places one call for one item', async () => {
		const execution = await environment.client.run(await makeWorkflow());

		expect(errorOf(execution)).toBeUndefined();
		expect(outputOf(execution, 'TopCalls')).toMatchObject([
			{
				json: { call_id: environment.sandbox.calls()[0]?.id, outcome: null },
				pairedItem: { item: 0 },
			},
		]);
		await environment.sandbox.waitFor('all calls ended');
		expect(environment.sandbox.rings()).toEqual({ [NUMBER]: 1 });
	});

	test('calls nobody twice when the reply to a call is lost', async () => {
		environment.sandbox.fault({
			when: { method: 'POST', path: '/v1/calls' },
			first: 1,
			do: 'cutAfter',
		});

		const execution = await environment.client.run(await makeWorkflow());

		expect(errorOf(execution)).toBeUndefined();
		expect(outputOf(execution, 'TopCalls')).toHaveLength(1);
		await environment.sandbox.waitFor('all calls ended');
		expect(environment.sandbox.requestCounts()['POST /v1/calls']).toBe(2);
		expect(environment.sandbox.rings()).toEqual({ [NUMBER]: 1 });
	});

	test('calls only people who were not called yet when the Retry button runs a failed execution again', async () => {
		environment.sandbox.fault({
			when: { method: 'POST', number: OTHER },
			first: 1,
			do: { status: 404 },
		});
		const workflow = await makeWorkflow([NUMBER, OTHER]);
		const failed = await environment.client.run(workflow);
		expect(errorOf(failed)).toContain('[item 1]');

		await environment.client.retry(failed.id);

		const [newest] = await environment.client.executions(workflow.id);
		const retried = await environment.client.executionIn(String(newest?.id), ['success']);
		expect(outputOf(retried, 'TopCalls')).toHaveLength(2);
		expect(environment.sandbox.requestCounts()['POST /v1/calls']).toBe(3);
		expect(environment.sandbox.calls().map(({ phoneNumber }) => phoneNumber)).toEqual([
			NUMBER,
			OTHER,
		]);
	});

	test('calls only the test number when the Retry button runs a failed manual execution again', async () => {
		environment.sandbox.fault({ when: { method: 'POST' }, first: 1, do: { status: 422 } });
		const testNumber = '+14155550100';
		const safety = { manualRuns: { run: { does: 'callTestNumber', testNumber } } };
		const workflow = await makeWorkflow([NUMBER, OTHER], { safety });
		const failed = await environment.client.run(workflow);
		expect(errorOf(failed)).toContain('[item 0]');

		await environment.client.retry(failed.id);

		const [newest] = await environment.client.executions(workflow.id);
		await environment.client.executionIn(String(newest?.id), ['success']);
		await environment.sandbox.waitFor('all calls ended');
		expect(environment.sandbox.rings()).toEqual({ [testNumber]: 1 });
	});

	const makeWorkflow = async (phones = [NUMBER], parameters: IDataObject = {}) =>
		await environment.client.createWorkflow(
			workflowOf('Make', [
				manualTrigger(),
				...itemsNodes(phones.map((phone) => ({ phone }))),
				makeNode(parameters),
			]),
			[environment.credential],
		);
});
