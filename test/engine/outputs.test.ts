import { NodeHelpers, type INodeParameters } from 'n8n-workflow';

import { outputs } from '../../nodes/TopCalls/nodeOutputs';
import { nodeTypes } from './nodeTypes';
import { makeNode } from '../../dev/environment/workflow';
import { workflowOfNode } from './workflowOfNode';

/** The labels of the outputs that n8n sees. */
function labels(parameters: INodeParameters): Array<string | undefined> {
	const node = makeNode(parameters);
	const workflow = workflowOfNode(node);
	const description = { ...nodeTypes.getByNameAndVersion(node.type).description, outputs };
	return NodeHelpers.getNodeOutputs(workflow, workflow.getNode(node.name)!, description).map(
		(output) => (typeof output === 'string' ? output : output.displayName),
	);
}

const HOURS = { callingHours: { hours: { from: '08:00', to: '21:00' } } };

test.each([
	['nothing set', {}],
	['no hours', { safety: { dryRun: true } }],
	['Stop', { safety: { callingHours: { hours: { outside: 'stop' } } } }],
	['another operation', { operation: 'get', safety: HOURS }],
	['another resource', { resource: 'voice', operation: 'list', safety: HOURS }],
])('there is one output with %s', (_, parameters) => {
	expect(labels(parameters as INodeParameters)).toEqual([undefined]);
});

test.each([
	['Calling Hours that hold', { safety: HOURS }],
	['the same in Make and Wait', { operation: 'makeAndWait', safety: HOURS }],
	['Call Again', { operation: 'makeAndWait', safety: { callAgain: { rule: {} } } }],
])('there is the output Later with %s', (_, parameters) => {
	expect(labels(parameters as INodeParameters)).toEqual(['Done', 'Later']);
});
