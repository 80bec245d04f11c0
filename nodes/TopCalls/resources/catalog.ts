import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { readCatalog } from '../../shared/call/catalog';
import { simplifyField, wantsSimple } from '../../shared/fields/simplify';
import type { Operation } from '../execution/operation';
import type { OperationDefinition } from '../execution/resource';
import { scopeHint } from '../../shared/client/scopes';

/**
 * Makes the operation that lists voices or models, one item each.
 *
 * @param path where the list is, e.g. /v1/models
 * @param kind what an entry is
 */
export function listOperation(
	path: string,
	kind: 'voice' | 'model',
	description: string,
): OperationDefinition {
	const operation: Operation<{ simple: boolean }> = {
		parse: (context, itemIndex) => ({ simple: wantsSimple(context, itemIndex) }),

		async execute({ client }, { simple }, itemIndex) {
			const entries = await client.request({ method: 'GET', path }, itemIndex, readCatalog);
			return entries.map((entry) => {
				const { id, name, mode = null, description: details = null, fields } = entry;
				// n8n treats an item with a truthy top-level `error` as failed and would run the node again.
				const { error, ...raw } = fields;
				const all = { ...raw, ...(error !== undefined && { [`${kind}_error`]: error }), id, name };
				const json = simple ? { id, name, mode, description: details } : all;
				return { json: json as IDataObject };
			});
		},

		describeItem: () => ({}),
		hints: { 403: scopeHint('calls:read') },
	};
	return {
		name: 'List',
		value: 'list',
		action: `List ${kind}s`,
		description,
		fields: [simplifyField],
		operation,
	};
}

/** Makes the field that chooses a voice or a model: from the list of the account, filtered by Mode, or by its ID. */
export function catalogLocator(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'placeholder'>,
	searchListMethod: string,
): INodeProperties {
	const { name, placeholder, ...texts } = field;
	return {
		...texts,
		name,
		type: 'resourceLocator',
		// The editor clears it when Mode changes: each has its own.
		typeOptions: { loadOptionsDependsOn: ['mode'] },
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select a ${name}... (optional)`,
				typeOptions: { searchListMethod, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder },
		],
		routing: { send: { type: 'body', property: name } },
	};
}
