import { createHash, randomUUID } from 'node:crypto';
import { NodeConnectionTypes, type IConnections, type IDataObject, type INode } from 'n8n-workflow';
import type { Workflow } from '../n8n';

/** The task of a call in tests in which it does not matter. */
export const TASK = 'Remind the customer of the appointment tomorrow.';

const CREDENTIALS = { topCallsApi: { id: null, name: '' } };

/** A workflow of the given nodes; by default each is connected to the next. */
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

/** A node. Its ID follows from its name, so that a workflow that is built again is the same workflow. */
export function node(
	name: string,
	type: string,
	parameters: IDataObject = {},
	more: Partial<INode> = {},
): INode {
	return {
		id: createHash('md5')
			.update(more.name ?? name)
			.digest('hex'),
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
		...more,
	};
}

/** The manual trigger: n8n's button in the editor. */
export function manualTrigger(): INode {
	return node('Start', 'n8n-nodes-base.manualTrigger');
}

/** Starts a published workflow by a POST to `/webhook/<path>`, which n8n answers immediately. */
export function webhookTrigger(path: string): INode {
	return node(
		'Webhook',
		'n8n-nodes-base.webhook',
		{ path, httpMethod: 'POST', options: {} },
		{ typeVersion: 2, webhookId: randomUUID() },
	);
}

/** Two nodes that output the given items, whatever their input is. */
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

/** A TopCalls node; `client.createWorkflow` sets its credential. */
export function topCallsNode(parameters: IDataObject, more: Partial<INode> = {}): INode {
	const credentials = CREDENTIALS;
	return node('TopCalls', 'n8n-nodes-topcalls.topCalls', parameters, { credentials, ...more });
}

/** A TopCalls node that makes a call for each item, to the number in its `phone`. */
export function makeNode(parameters: IDataObject = {}, more: Partial<INode> = {}): INode {
	const phoneNumber = '={{ $json.phone }}';
	const defaults = { resource: 'call', operation: 'make', phoneNumber, task: TASK };
	return topCallsNode({ ...defaults, ...parameters }, more);
}

/** A TopCalls Trigger with the name Trigger; `client.createWorkflow` sets its credential. */
export function triggerNode(parameters: IDataObject = {}, more: Partial<INode> = {}): INode {
	return node('Trigger', 'n8n-nodes-topcalls.topCallsTrigger', parameters, {
		typeVersion: 1.1,
		credentials: CREDENTIALS,
		webhookId: randomUUID(),
		...more,
	});
}

/** A TopCalls Polling Trigger with the name Trigger; `client.createWorkflow` sets its credential. */
export function pollingNode(parameters: IDataObject = {}, more: Partial<INode> = {}): INode {
	return node('Trigger', 'n8n-nodes-topcalls.topCallsPollingTrigger', parameters, {
		credentials: CREDENTIALS,
		...more,
	});
}
