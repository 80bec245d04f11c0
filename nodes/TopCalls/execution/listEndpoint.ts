import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { readPage, walkPages } from '../../shared/client/pagination';
import { limitFields } from '../fields/limit';
import { labelsOf, readItem, type FieldReader, type FieldValues } from '../fields/readFields';
import type { Operation } from './operation';
import { scopeHint } from '../../shared/client/scopes';

/** An endpoint that lists something page by page. */
export interface ListEndpoint<Entry> {
	path: string;
	/** Filters and the like; Return All and Limit come before them. */
	fields: INodeProperties[];
	readers?: Record<string, FieldReader>;
	/** The most entries per request, where the API documents one; without it, the API decides. */
	maxPageSize?: number;
	/** The scope that the API key needs, such as `leads:read`. */
	scope: string;
	/** Reads one entry of a page. @throws TopCallsError if it is not one */
	read(entry: unknown): Entry;
	idOf(entry: Entry): string;
	/** What is output for an entry. */
	output(entry: Entry, values: FieldValues): IDataObject;
}

/** Makes an operation that outputs one item for each entry of a list, up to the limit. */
export function listEndpoint<Entry>(description: ListEndpoint<Entry>): {
	fields: INodeProperties[];
	operation: Operation<FieldValues>;
} {
	const { path, readers, maxPageSize, scope, read, idOf, output } = description;
	const fields = [...limitFields, ...description.fields];
	const operation: Operation<FieldValues> = {
		parse: (context, itemIndex) => readItem(context, itemIndex, fields, readers),

		async execute({ client }, values, itemIndex) {
			const limit = values.other.returnAll === true ? Infinity : Number(values.other.limit);
			const pages = walkPages(async (cursor) => {
				const query: IDataObject = {
					...values.query,
					...(maxPageSize && { limit: Math.min(limit, maxPageSize) }),
					...(cursor && { cursor }),
				};
				return await client.request({ method: 'GET', path, query }, itemIndex, (answer) => {
					const { items, nextCursor } = readPage(answer);
					return { items: items.map(read), nextCursor };
				});
			}, idOf);

			const items: IDataObject[] = [];
			for await (const entry of pages) {
				items.push(output(entry, values));
				if (items.length >= limit) break;
			}
			return items.map((json) => ({ json }));
		},

		describeItem: () => ({}),
		fieldNames: { limit: 'Limit', ...labelsOf(fields) },
		hints: { 403: scopeHint(scope) },
	};
	return { fields, operation };
}
