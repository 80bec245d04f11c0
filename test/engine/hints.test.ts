import type { INode, INodeParameters } from 'n8n-workflow';

import { TopCalls } from '../../nodes/TopCalls/TopCalls.node';
import { chain, makeNode, node } from '../../dev/environment/workflow';
import { fictionalNumbers } from '../../dev/sandbox';
import { credentialOf, runNode, startWith } from './runNode';
import { runWorkflow } from './runWorkflow';
import { useSandbox } from '../support/sandbox';
import { workflowOfNode } from './workflowOfNode';

const sandbox = useSandbox({ speed: 0 });

const people = (count: number) => fictionalNumbers(count).map((phone) => ({ phone }));

const CALLED_AGAIN = 'Pin this output to keep building without calling anyone again.';

/** Runs Make by hand, beside other nodes; returns what the editor says below the output. */
async function hintsOf(count: number, topCalls = makeNode(), ...others: INode[]) {
	const { run } = await runWorkflow({
		nodes: [startWith(people(count)), topCalls, ...others],
		connections: chain('Start', topCalls.name),
		credential: credentialOf(sandbox),
		mode: 'manual',
	});
	const hints = run.data.resultData.runData[topCalls.name]?.[0]?.hints ?? [];
	expect(hints.every(({ location }) => location === 'outputPane')).toBe(true);
	return hints.map(({ message }) => message);
}

test('after a call by hand, the editor says where its result comes and how to call nobody again', async () => {
	expect(await hintsOf(1)).toEqual([
		`1 call was made and is in progress. To get its result, use Make and Wait for Result, or add a TopCalls Trigger to this workflow and publish it. ${CALLED_AGAIN}`,
	]);
});

test('with a trigger in the workflow, that the workflow needs to be published', async () => {
	const events = ['call.completed'];
	const trigger = node('Ended', 'n8n-nodes-topcalls.topCallsTrigger', { events });
	const [hint] = await hintsOf(1, makeNode({ callEvents: 'workflowTrigger' }), trigger);

	expect(hint).toContain('To get its result in “Ended”, publish the workflow.');
});

test('with a webhook of the user’s own, that the result goes there', async () => {
	const webhook = { callEvents: 'url', webhookUrl: 'https://crm.example.com/hook' };
	const [hint] = await hintsOf(1, makeNode({ ...webhook, webhookEvents: ['call.completed'] }));

	expect(hint).toContain('TopCalls sends its result to Webhook URL.');
});

test('of several calls, their number and how to continue when one is refused', async () => {
	const [made, onError, ...others] = await hintsOf(3);

	expect(made).toMatch(/^3 calls were made and are in progress\./);
	expect(onError).toContain('Continue (using error output)');
	expect(others).toEqual([]);
});

test('what is set already is not recommended', async () => {
	const hints = await hintsOf(3, makeNode({}, { onError: 'continueErrorOutput' }));

	expect(hints).toHaveLength(1);
});

test('when nobody was called, no call is said to be in progress', async () => {
	const hints = await hintsOf(2, makeNode({ safety: { dryRun: true } }));

	expect(hints).toEqual([expect.stringContaining('Nobody was called')]);
});

test('a published workflow has nobody who reads hints', async () => {
	const topCalls = makeNode();
	const { run } = await runNode(sandbox, topCalls, people(2));

	expect(run.data.resultData.runData[topCalls.name]?.[0]?.hints).toEqual([]);
});

describe('before and after a run, the editor shows', () => {
	const PINNED = 'While this output is pinned, running the workflow calls nobody';
	const EACH = expect.stringContaining('calls the number of each input item');
	const wait = { operation: 'makeAndWait' };
	const sample = { manualRuns: { run: { does: 'returnSample' } } };
	const calls = { manualRuns: { run: { does: 'makeCalls' } } };

	test.each<[string, INodeParameters, number, unknown[]]>([
		['nothing for one call', {}, 1, []],
		['that each of several people is called', {}, 2, [EACH]],
		['the same where Manual Runs makes calls', { safety: calls }, 2, [EACH]],
		['nothing where Manual Runs returns samples', { safety: sample }, 2, []],
		['nothing in a dry run', { safety: { dryRun: true } }, 2, []],
		['what pinning does, for Make and Wait', wait, 1, [PINNED]],
		['both, for Make and Wait of several people', wait, 2, [EACH, PINNED]],
		['nothing for a tool of an agent', { ...wait, descriptionType: 'auto' }, 2, []],
		['nothing for other operations', { operation: 'getMany' }, 2, []],
		['nothing for other resources', { resource: 'lead', operation: 'create' }, 2, []],
	])('%s', (_, parameters, count, expected) => {
		expect(shown(makeNode(parameters), count)).toEqual(expected);
	});

	/** The hints of the node whose condition holds, evaluated as in the editor. */
	function shown(topCalls: INode, count: number): string[] {
		const given = topCalls.parameters;
		const workflow = workflowOfNode(topCalls);
		// The fields that n8n adds to a tool are unknown to the node itself, and left out.
		Object.assign(topCalls.parameters, given);
		const input = people(count).map((json) => ({ json }));
		const isTrue = (condition = '') =>
			workflow.expression.getParameterValue(
				condition,
				null,
				0,
				0,
				topCalls.name,
				input,
				'manual',
				{},
			) === true;
		const { hints = [] } = new TopCalls().description;
		return hints
			.filter(({ displayCondition }) => isTrue(displayCondition))
			.map(({ message }) => message);
	}
});
