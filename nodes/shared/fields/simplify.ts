import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

/** n8n's own wording, the same on every read. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** Whether Simplify is on for an item. */
export function wantsSimple(context: IExecuteFunctions, itemIndex: number): boolean {
	return context.getNodeParameter('simplify', itemIndex, true) as boolean;
}
