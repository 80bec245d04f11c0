import { errorOf, outputOf } from '../../dev/n8n';
import { itemsNodes, manualTrigger, makeNode, workflowOf, type Stage } from '../../dev/environment';
import { openTestStage } from './stage';

const NUMBER = '+14155550101';
const OTHER = '+14155550102';

describe('Make, on a real n8n', () => {
	let stage: Stage;

	beforeAll(async () => (stage = await openTestStage()));
	afterAll(async () => await stage?.close());
	beforeEach(() => stage.sandbox.reset());

	test('places one call for one item', async () => {
		const execution = await stage.client.run(await makeWorkflow());

		expect(errorOf(execution)).toBeUndefined();
		expect(outputOf(execution, 'TopCalls')).toMatchObject([
			{ json: { call_id: stage.sandbox.calls()[0]?.id, outcome: null }, pairedItem: { item: 0 } },
		]);
		await stage.sandbox.waitFor('all calls ended');
		expect(stage.sandbox.rings()).toEqual({ [NUMBER]: 1 });
	});

	test('calls nobody twice when the reply to a call is lost', async () => {
		stage.sandbox.fault({ when: { method: 'POST', path: '/v1/calls' }, first: 1, do: 'cutAfter' });

		const execution = await stage.client.run(await makeWorkflow());

		expect(errorOf(execution)).toBeUndefined();
		expect(outputOf(execution, 'TopCalls')).toHaveLength(1);
		await stage.sandbox.waitFor('all calls ended');
		expect(stage.sandbox.requestCounts()['POST /v1/calls']).toBe(2);
		expect(stage.sandbox.rings()).toEqual({ [NUMBER]: 1 });
	});

	test('calls only people who were not called yet when the Retry button runs a failed execution again', async () => {
		stage.sandbox.fault({ when: { method: 'POST', number: OTHER }, first: 1, do: { status: 404 } });
		const workflow = await makeWorkflow([NUMBER, OTHER]);
		const failed = await stage.client.run(workflow);
		expect(errorOf(failed)).toContain('[item 1]');

		await stage.client.retry(failed.id);

		const [newest] = await stage.client.executions(workflow.id);
		const retried = await stage.client.executionIn(String(newest?.id), ['success']);
		expect(outputOf(retried, 'TopCalls')).toHaveLength(2);
		expect(stage.sandbox.requestCounts()['POST /v1/calls']).toBe(3);
		expect(stage.sandbox.calls().map(({ phoneNumber }) => phoneNumber)).toEqual([NUMBER, OTHER]);
	});

	const makeWorkflow = async (phones = [NUMBER]) =>
		await stage.client.createWorkflow(
			workflowOf('Make', [
				manualTrigger(),
				...itemsNodes(phones.map((phone) => ({ phone }))),
				makeNode(),
			]),
			[stage.credential],
		);
});
