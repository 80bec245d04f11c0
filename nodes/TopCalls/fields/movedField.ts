import type { INodeProperties } from 'n8n-workflow';

/**
 * Keeps what a workflow holds that was saved before a field moved into Options: n8n drops a parameter that
 * no field describes.
 */
export function movedField({ displayName, name }: INodeProperties): INodeProperties {
	return { displayName, name, type: 'hidden', default: '' };
}
