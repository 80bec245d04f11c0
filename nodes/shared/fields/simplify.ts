import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readBoolean } from './readBoolean';

/** n8n's own wording, the same on every read. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/**
 * Whether Simplify is on for an item.
 *
 * @throws UserError when an expression gives neither true nor false
 */
export function wantsSimple(context: IExecuteFunctions, itemIndex: number): boolean {
	const { displayName, name } = simplifyField;
	return readBoolean(displayName, context.getNodeParameter(name, itemIndex, true)) ?? true;
}
