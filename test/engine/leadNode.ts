import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../dev/sandbox';
import { topCallsNode } from '../../dev/environment/workflow';
import { runNode } from './runNode';

/** Runs one operation of a resource; returns its output and its error. */
export async function runOperation(
	sandbox: Sandbox,
	[resource, operation]: [resource: string, operation: string],
	parameters: INodeParameters = {},
	{ items = [{}], more = {} }: { items?: IDataObject[]; more?: Partial<INode> } = {},
) {
	const node = topCallsNode({ resource, operation, ...parameters }, more);
	const finished = await runNode(sandbox, node, items);
	return { ...finished, json: finished.itemsOf(node.name).map(({ json }) => json) };
}

/** A resource locator as the editor saves it. */
export const locator = (mode: string, value: string): INodeParameters => ({
	__rl: true,
	mode,
	value,
});
