import type { IDataObject, INodeProperties } from 'n8n-workflow';

/** What fields hold that n8n left out of a saved group because nobody changed them: by name, their defaults. */
export function defaultsOf(fields: INodeProperties[]): IDataObject {
	return Object.fromEntries(fields.map((field) => [field.name, field.default]));
}
