import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { filterCatalog, readCatalog, type CatalogEntry } from '../../shared/call/catalog';
import { openClient, URGENT } from '../../shared/client/openClient';
import { unusableNode } from '../../shared/client/hint';
import type { ListSearch } from '../../shared/listSearch/listSearch';

/**
 * Makes the search behind a dropdown of voices or models. It follows the node's Mode unless that is an
 * expression, whose value nobody knows before the run.
 *
 * @param path where the list is, e.g. /v1/models
 */
export function searchCatalog(path: string): ListSearch {
	return async function (this: ILoadOptionsFunctions, filter?: string) {
		const answer = await fetchList(this, path).catch((error: Error) => error);
		if (answer instanceof Error) throw unusableNode(this.getNode(), answer);

		const found = filterCatalog(answer, chosenMode(this), filter);
		return { results: found.map(listItem).sort((a, b) => a.name.localeCompare(b.name)) };
	};
}

async function fetchList(context: ILoadOptionsFunctions, path: string): Promise<CatalogEntry[]> {
	const client = await openClient(context, URGENT);
	return await client.request({ method: 'GET', path }, 0, readCatalog);
}

function chosenMode(context: ILoadOptionsFunctions): string | undefined {
	const mode = context.getCurrentNodeParameter('mode');
	return mode === 'realtime' || mode === 'legacy' ? mode : undefined;
}

function listItem({ id, name, description }: CatalogEntry) {
	return { name: description ? `${name} (${description})` : name, value: id };
}
