import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { readCatalog } from '../../shared/call/catalog';
import type { Operation } from './operation';
import { simplifyField, wantsSimple } from '../../shared/fields/simplify';

export const fields: INodeProperties[] = [simplifyField];

/**
 * Makes the operation that lists voices or models, one item each.
 *
 * @param path where the list is, e.g. /v1/models
 * @param kind what an entry is
 */
export function listCatalog(path: string, kind: 'voice' | 'model'): Operation<{ simple: boolean }> {
	return {
		parse: (context, itemIndex) => ({ simple: wantsSimple(context, itemIndex) }),

		async execute({ client }, { simple }, itemIndex) {
			const entries = await client.request({ method: 'GET', path }, itemIndex, readCatalog);
			return entries.map((entry) => {
				const { id, name, mode = null, description = null, fields } = entry;
				// n8n takes a truthy top-level `error` for a failed item and would run the node again.
				const { error, ...raw } = fields;
				const all = { ...raw, ...(error !== undefined && { [`${kind}_error`]: error }), id, name };
				const json = simple ? { id, name, mode, description } : all;
				return { json: json as IDataObject };
			});
		},

		describeItem: () => ({}),
	};
}
