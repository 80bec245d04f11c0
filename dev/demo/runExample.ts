import type { INodeExecutionData } from 'n8n-workflow';
import { errorOf, outputOf, type N8nClient, type SavedExecution, type SavedWorkflow } from '../n8n';
import type { PlacedCall, Sandbox } from '../sandbox';
import type { Expectation, NodeExpectation } from './expectations';
import type { Row } from './report';

/** What running an example did. */
interface Observation {
	/** One, and one for each event that started the example. */
	executions: SavedExecution[];
	calls: PlacedCall[];
}

/** Runs an example until all its calls have ended. Returns one row for each node with an expectation. */
export async function runExample(
	client: N8nClient,
	sandbox: Sandbox,
	workflow: SavedWorkflow,
	expectation: Expectation,
): Promise<Row[]> {
	const { example, nodes, trigger } = expectation;
	const placedBefore = sandbox.placed();
	const executions = trigger
		? await runWithTrigger(client, sandbox, workflow, trigger, expectation.called)
		: await runManually(client, sandbox, workflow, expectation);
	await sandbox.waitFor('all calls ended');
	const observation = { executions, calls: sandbox.calls().slice(placedBefore) };

	const rows = nodes.map((expected) => rowFor(example, expected, observation));
	const started = executions.filter(({ mode }) => mode === 'webhook').length;
	rows[0]?.complaints.push(
		...executions.map(errorOf).flatMap((error) => (error ? [`the workflow failed: ${error}`] : [])),
		...differs('executions by events', String(started), String(trigger?.executions ?? 0)),
	);
	return rows;
}

/** Presses the button of an example, and of its second trigger if it has one. */
async function runManually(
	client: N8nClient,
	sandbox: Sandbox,
	workflow: SavedWorkflow,
	{ called = [], secondButton }: Expectation,
): Promise<SavedExecution[]> {
	await callElsewhere(sandbox, called);
	await sandbox.waitFor('all calls processed');
	const first = await client.run(workflow);
	if (secondButton === undefined) return [first];
	await sandbox.waitFor('all calls processed');
	return [first, await client.run(workflow, secondButton)];
}

/** Publishes an example, makes calls whose events start it, and unpublishes it. */
async function runWithTrigger(
	client: N8nClient,
	sandbox: Sandbox,
	workflow: SavedWorkflow,
	{ node, form }: NonNullable<Expectation['trigger']>,
	called?: string[],
): Promise<SavedExecution[]> {
	await client.activate(workflow);
	const { webhookId } = workflow.nodes.find(({ name }) => name === node) ?? {};
	if (form) {
		await client.submitForm(String(webhookId), form);
	} else if (called) {
		await callElsewhere(sandbox, called, client.webhookUrl(`${webhookId}/webhook`));
	} else {
		await client.run(workflow);
	}
	await sandbox.waitFor('all calls processed');
	await sandbox.waitFor('no delivery pending');
	const executions = await client.executions(workflow.id);
	const ended = executions.map(
		async ({ id }) => await client.executionIn(id, ['success', 'error']),
	);
	const whole = await Promise.all(ended);
	await client.deactivate(workflow);
	return whole;
}

/** Makes calls as another workflow would, with the URL of the trigger if there is one. */
async function callElsewhere(sandbox: Sandbox, numbers: string[], url?: string): Promise<void> {
	for (const phone_number of numbers) {
		await fetch(`${sandbox.url}/v1/calls`, {
			method: 'POST',
			headers: { Authorization: `Bearer ${sandbox.apiKey}`, 'Content-Type': 'application/json' },
			body: JSON.stringify({ phone_number, task: 'Say thank you.', webhook_url: url }),
		});
	}
}

function rowFor(example: string, expected: NodeExpectation, observation: Observation): Row {
	const { executions, calls } = observation;
	const wanted = [expected.items].flat();
	const counts = wanted.map((_, output) => itemsOf(executions, expected.node, output).length);
	const complaints = differs('items', counts.join(' + '), wanted.join(' + '));

	if (expected.calls) {
		complaints.push(...ringComplaints(calls, expected.calls));
	}
	const values = expected.field ? valuesOf(executions, expected.node, expected.field.name) : {};
	if (expected.field) {
		complaints.push(...differs(expected.field.name, tally(values), tally(expected.field.values)));
	}
	if (expected.filled) {
		complaints.push(...emptyComplaints(executions, expected.node, expected.filled));
	}
	return {
		example,
		node: expected.node,
		called: expected.calls ? calledText(calls) : '',
		outcome: expected.calls ? tally(countBy(calls.map(({ outcome }) => outcome))) : tally(values),
		items: counts.join(' + '),
		complaints,
	};
}

function emptyComplaints(executions: SavedExecution[], node: string, field: string): string[] {
	const empty = itemsOf(executions, node).filter(({ json }) => !json[field]).length;
	return empty === 0 ? [] : [`${field} is empty in ${empty} items`];
}

function ringComplaints(calls: PlacedCall[], expected: Record<string, string>): string[] {
	const rings = ringsByNumber(calls);
	const unexpected = Object.keys(rings).filter((number) => !(number in expected));
	return [
		...Object.keys(expected).flatMap((number) =>
			differs(`rings at ${number}`, String(rings[number] ?? 0), '1'),
		),
		...unexpected.map((number) => `${number} was called unexpectedly`),
		...calls.flatMap(({ phoneNumber, outcome }) =>
			differs(`outcome at ${phoneNumber}`, outcome, expected[phoneNumber] ?? 'none'),
		),
	];
}

function calledText(calls: PlacedCall[]): string {
	const rings = Object.values(ringsByNumber(calls));
	const most = Math.max(0, ...rings);
	return `${rings.length}, ${most <= 1 ? 'each once' : `up to ${most} times`}`;
}

function ringsByNumber(calls: PlacedCall[]): Record<string, number> {
	const rings: Record<string, number> = {};
	for (const call of calls) rings[call.phoneNumber] = (rings[call.phoneNumber] ?? 0) + call.rings;
	return rings;
}

function valuesOf(
	executions: SavedExecution[],
	node: string,
	field: string,
): Record<string, number> {
	return countBy(itemsOf(executions, node).map(({ json }) => String(json[field])));
}

function countBy(values: string[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
	return counts;
}

function tally(counts: Record<string, number>): string {
	const sorted = Object.entries(counts).sort(([a], [b]) => a.localeCompare(b));
	return sorted.map(([value, count]) => `${count} ${value}`).join(', ');
}

function differs(what: string, is: string, wanted: string): string[] {
	return is === wanted ? [] : [`${what}: ${is || 'none'} instead of ${wanted}`];
}

function itemsOf(executions: SavedExecution[], node: string, output = 0): INodeExecutionData[] {
	return executions.flatMap((execution) => outputOf(execution, node, output));
}
