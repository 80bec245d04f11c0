import { errorOf, outputOf, type N8nClient, type SavedExecution, type SavedWorkflow } from '../n8n';
import type { PlacedCall, Sandbox } from '../sandbox';
import type { Expectation, NodeExpectation } from './expectations';
import type { Row } from './table';

/** What running an example has led to. */
interface Observation {
	execution: SavedExecution;
	calls: PlacedCall[];
}

/** Runs an example to the end of all its calls; one row for each node of which something is expected. */
export async function rehearse(
	client: N8nClient,
	sandbox: Sandbox,
	workflow: SavedWorkflow,
	{ example, nodes }: Expectation,
): Promise<Row[]> {
	const placedBefore = sandbox.placed();
	const execution = await client.run(workflow);
	await sandbox.waitFor('all calls ended');
	const observation = { execution, calls: sandbox.calls().slice(placedBefore) };

	const failure = errorOf(execution);
	const rows = nodes.map((expected) => rowFor(example, expected, observation));
	if (failure) rows[0]?.complaints.push(`the workflow failed: ${failure}`);
	return rows;
}

function rowFor(example: string, expected: NodeExpectation, observation: Observation): Row {
	const { execution, calls } = observation;
	const wanted = [expected.items].flat();
	const counts = wanted.map((_, output) => outputOf(execution, expected.node, output).length);
	const complaints = differs('items', counts.join(' + '), wanted.join(' + '));

	if (expected.calls) {
		complaints.push(...ringComplaints(calls, expected.calls));
	}
	const values = expected.field ? valuesOf(execution, expected.node, expected.field.name) : {};
	if (expected.field) {
		complaints.push(...differs(expected.field.name, tally(values), tally(expected.field.values)));
	}
	if (expected.filled) {
		complaints.push(...emptyComplaints(execution, expected.node, expected.filled));
	}
	return {
		example,
		node: expected.node,
		rung: expected.calls ? rungText(calls) : '',
		outcome: expected.calls ? tally(countBy(calls.map(({ outcome }) => outcome))) : tally(values),
		items: counts.join(' + '),
		complaints,
	};
}

function emptyComplaints(execution: SavedExecution, node: string, field: string): string[] {
	const empty = outputOf(execution, node).filter(({ json }) => !json[field]).length;
	return empty === 0 ? [] : [`${field} is empty in ${empty} items`];
}

function ringComplaints(calls: PlacedCall[], expected: Record<string, string>): string[] {
	const rings = ringsByNumber(calls);
	const unexpected = Object.keys(rings).filter((number) => !(number in expected));
	return [
		...Object.keys(expected).flatMap((number) =>
			differs(`rings at ${number}`, String(rings[number] ?? 0), '1'),
		),
		...unexpected.map((number) => `${number} was rung, which nobody asked for`),
		...calls.flatMap(({ phoneNumber, outcome }) =>
			differs(`outcome at ${phoneNumber}`, outcome, expected[phoneNumber] ?? 'none'),
		),
	];
}

function rungText(calls: PlacedCall[]): string {
	const rings = Object.values(ringsByNumber(calls));
	const most = Math.max(0, ...rings);
	return `${rings.length}, ${most <= 1 ? 'each once' : `up to ${most} times`}`;
}

function ringsByNumber(calls: PlacedCall[]): Record<string, number> {
	const rings: Record<string, number> = {};
	for (const call of calls) rings[call.phoneNumber] = (rings[call.phoneNumber] ?? 0) + call.rings;
	return rings;
}

function valuesOf(execution: SavedExecution, node: string, field: string): Record<string, number> {
	return countBy(outputOf(execution, node).map(({ json }) => String(json[field])));
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
