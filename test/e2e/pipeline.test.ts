import type { IDataObject, INode } from 'n8n-workflow';
import { exampleNamed, type Environment } from '../../dev/environment';
import { errorOf, outputOf, type SavedWorkflow, type Workflow } from '../../dev/n8n';
import { expectEachLeadOnce, PIPELINE, prepareTrouble, ROWS } from '../support/pipeline';
import { EVERY_TWO_SECONDS } from './pollTimes';
import { openTestEnvironment } from './environment';

const IN_SHEET = 'Row for the sheet';
const BY_HAND = 'To be entered by hand';

describe('The example from a sheet of leads to a campaign and back, with 200 leads', () => {
	let environment: Environment;

	beforeAll(async () => (environment = await openTestEnvironment({ sandbox: { speed: 0 } })));
	afterAll(async () => await environment?.close());

	test('each lead is called once, and its outcome is written once to the lead and to the sheet, even if replies are lost', async () => {
		const { client, credential, sandbox } = environment;
		prepareTrouble(sandbox);
		const workflow = await client.createWorkflow(withRows(ROWS), [credential]);
		await client.activate(workflow);
		sandbox.configure({ speed: 150 });

		const started = await client.run(workflow, 'When clicking ‘Execute workflow’');
		expect(errorOf(started)).toBeUndefined();
		await sandbox.waitFor('no campaign running', 60_000);
		const followedUp = await untilFollowedUp(workflow, ROWS.length);

		const phonesAt = (node: string) =>
			followedUp.flatMap((execution) =>
				outputOf(execution, node).map(({ json }) => json.phone_number),
			);
		expectEachLeadOnce(sandbox, phonesAt(IN_SHEET), phonesAt(BY_HAND));
		await client.deactivate(workflow);
	});

	/** Waits for `count` updates of leads, and for two more polls, which would output repeated calls. */
	async function untilFollowedUp({ id: workflowId }: SavedWorkflow, count: number) {
		const { client, sandbox } = environment;
		const counted = (route: string) => sandbox.requestCounts()[route] ?? 0;
		await sandbox.waitFor(() => counted('PATCH /v1/leads/:id') >= count, 60_000);
		const polled = counted('GET /v1/calls');
		await sandbox.waitFor(() => counted('GET /v1/calls') >= polled + 2);
		await client.untilExecutions(0, ['new', 'running'], workflowId);
		const executions = await client.executions(workflowId);
		const byTrigger = executions.filter(({ mode }) => mode === 'trigger');
		return await Promise.all(
			byTrigger.map(async ({ id }) => await client.executionIn(id, ['success'])),
		);
	}
});

/** The example with other rows in its sheet, which polls for ended calls every two seconds. */
function withRows(rows: IDataObject[]): Workflow {
	const example = exampleNamed(PIPELINE);
	const nodes = example.nodes.map((node): INode => {
		if (node.name === 'Sheet')
			return withParameters(node, { jsonOutput: JSON.stringify({ rows }) });
		if (node.type.endsWith('PollingTrigger')) {
			return withParameters(node, { pollTimes: { item: EVERY_TWO_SECONDS } });
		}
		return node;
	});
	return { ...example, nodes };
}

function withParameters(node: INode, parameters: INode['parameters']): INode {
	return { ...node, parameters: { ...node.parameters, ...parameters } };
}
