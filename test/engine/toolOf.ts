import { SupplyDataContext } from 'n8n-core';
import { createRunExecutionData, NodeConnectionTypes, type INode } from 'n8n-workflow';
import { join } from 'node:path';

import type { Sandbox } from '../../dev/sandbox';
import { TopCalls } from '../../nodes/TopCalls/TopCalls.node';
import { additionalDataFor } from './runWorkflow';
import { credentialOf } from './runNode';
import { workflowOfNode } from './workflowOfNode';

type Invoke = (toolArguments: object) => Promise<string>;

/** How n8n runs a node as a tool of AI Agents before version 3, of an MCP server and of nested tools; it is not exported. */
const { makeHandleToolInvocation } = jest.requireActual<{
	makeHandleToolInvocation: (
		contextFor: (runIndex: number) => SupplyDataContext,
		node: INode,
		type: TopCalls,
		run: ReturnType<typeof createRunExecutionData>,
	) => Invoke;
}>(
	join(
		require.resolve('n8n-core'),
		'../execution-engine/node-execution-context/utils/get-input-connection-data.js',
	),
);

/** In place of an execution’s ID. */
export const NONE = 'none';

/** The node as an agent's tool, for one execution, or for a request outside of any execution. */
export function toolOf(sandbox: Sandbox, node: INode, executionId = '77'): Invoke {
	const workflow = workflowOfNode(node);
	const run = createRunExecutionData({});
	const additionalData = {
		...additionalDataFor(credentialOf(sandbox)),
		executionId: executionId === NONE ? undefined : executionId,
	};
	const contextFor = (runIndex: number) =>
		new SupplyDataContext(
			workflow,
			node,
			additionalData,
			'trigger',
			run,
			runIndex,
			[{ json: {} }],
			{},
			NodeConnectionTypes.AiTool,
			{ data: {}, node, source: null },
			[],
			undefined,
			node,
		);
	return makeHandleToolInvocation(contextFor, node, new TopCalls(), run);
}
