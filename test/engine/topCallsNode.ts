import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../dev/sandbox';
import { chain, node, runWorkflow, type Finished } from './runWorkflow';

export const TOPCALLS = 'n8n-nodes-topcalls.topCalls';

/** A TopCalls node that makes a call for each item, with the number the item brings. */
export function makeNode(parameters: INodeParameters = {}, more: Partial<INode> = {}): INode {
	const defaults: INodeParameters = {
		resource: 'call',
		operation: 'make',
		phoneNumber: '={{ $json.phone }}',
		task: 'Remind the customer of the appointment tomorrow.',
		callEvents: 'none',
	};
	return topCallsNode({ ...defaults, ...parameters }, more);
}

export function topCallsNode(parameters: INodeParameters, more: Partial<INode> = {}): INode {
	return node('TopCalls', TOPCALLS, parameters, {
		credentials: { topCallsApi: { id: '1', name: 'TopCalls' } },
		...more,
	});
}

export function startWith(items: IDataObject[]): INode {
	return node('Start', 'test.start', { items: JSON.stringify(items) });
}

export function credentialOf(sandbox: Sandbox): { apiKey: string; baseUrl: string } {
	return { apiKey: sandbox.apiKey, baseUrl: sandbox.url };
}

/** Runs one TopCalls node on the given items. */
export async function runNode(
	sandbox: Sandbox,
	topCalls: INode,
	items: IDataObject[] = [{}],
	more: { executionId?: string; staticData?: IDataObject } = {},
): Promise<Finished> {
	return await runWorkflow({
		nodes: [startWith(items), topCalls],
		connections: chain('Start', topCalls.name),
		credential: credentialOf(sandbox),
		...more,
	});
}
