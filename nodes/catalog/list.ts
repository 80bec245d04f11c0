import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { readCatalog } from '../api/catalog';
import type { Operation } from '../items/operation';
import { simplifyField, wantsSimple } from '../items/simplify';

export const fields: INodeProperties[] = [simplifyField];

/**
 * Makes the operation that lists voices or models, one item each.
 *
 * @param path where the list is, e.g. /v1/models
 */
export function listCatalog(path: string): Operation<{ simple: boolean }> {
	return {
		prepare: (context, itemIndex) => ({ simple: wantsSimple(context, itemIndex) }),

		async perform({ client }, { simple }, itemIndex) {
			const answer = await client.request({ method: 'GET', path }, itemIndex);
			return readCatalog(answer).map((entry) => {
				const { id, name, mode = null, description = null, fields: raw } = entry;
				const json = simple ? { id, name, mode, description } : { ...raw, id, name };
				return { json: json as IDataObject };
			});
		},

		identify: () => ({}),
	};
}
