import type { IDataObject, INode } from 'n8n-workflow';

import { chain, node } from '../../dev/environment/workflow';
import type { Sandbox } from '../../dev/sandbox';
import { runWorkflow, type Finished } from './runWorkflow';

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
	more: { executionId?: string; staticData?: IDataObject; mode?: 'manual' | 'trigger' } = {},
): Promise<Finished> {
	return await runWorkflow({
		nodes: [startWith(items), topCalls],
		connections: chain('Start', topCalls.name),
		credential: credentialOf(sandbox),
		...more,
	});
}
