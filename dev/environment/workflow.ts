import { randomUUID } from 'node:crypto';
import { NodeConnectionTypes, type IConnections, type IDataObject, type INode } from 'n8n-workflow';
import type { Workflow } from '../n8n';

/** A workflow of the given nodes; unless told otherwise each is connected to the next. */
export function workflowOf(
	name: string,
	nodes: INode[],
	connections: IConnections = chain(...nodes.map((each) => each.name)),
): Workflow {
	const placed = nodes.map((each, index): INode => ({ ...each, position: [index * 200, 0] }));
	return { name, nodes: placed, connections, settings: { executionOrder: 'v1' } };
}

/** Connects each of the named nodes to the next. */
export function chain(...names: string[]): IConnections {
	const links = names.slice(1).map((to, index) => [names[index], connectionTo(to)]);
	return Object.fromEntries(links) as IConnections;
}

function connectionTo(name: string) {
	return { main: [[{ node: name, type: NodeConnectionTypes.Main, index: 0 }]] };
}

export function node(
	name: string,
	type: string,
	parameters: IDataObject = {},
	more: Partial<INode> = {},
): INode {
	return {
		id: randomUUID(),
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
		...more,
	};
}

/** The button in the editor. */
export function manualTrigger(): INode {
	return node('Start', 'n8n-nodes-base.manualTrigger');
}

/** Starts a published workflow by a POST to `/webhook/<path>`, answered at once. */
export function webhookTrigger(path: string): INode {
	return node(
		'Webhook',
		'n8n-nodes-base.webhook',
		{ path, httpMethod: 'POST', options: {} },
		{ typeVersion: 2, webhookId: randomUUID() },
	);
}

/** Two nodes that put out the given items, whatever comes in. */
export function itemsNodes(items: IDataObject[]): INode[] {
	const jsonOutput = JSON.stringify({ items });
	return [
		node(
			'List',
			'n8n-nodes-base.set',
			{ mode: 'raw', jsonOutput, options: {} },
			{ typeVersion: 3.4 },
		),
		node('Items', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'items', options: {} }),
	];
}

/** A TopCalls node, to be given the stage's credential by `client.createWorkflow`. */
export function topCallsNode(parameters: IDataObject, more: Partial<INode> = {}): INode {
	return node('TopCalls', 'n8n-nodes-topcalls.topCalls', parameters, {
		credentials: { topCallsApi: { id: null, name: '' } },
		...more,
	});
}

/** A TopCalls Trigger with the name Trigger, to be given the stage's credential likewise. */
export function triggerNode(parameters: IDataObject = {}, more: Partial<INode> = {}): INode {
	return node('Trigger', 'n8n-nodes-topcalls.topCallsTrigger', parameters, {
		typeVersion: 1.1,
		credentials: { topCallsApi: { id: null, name: '' } },
		webhookId: randomUUID(),
		...more,
	});
}
