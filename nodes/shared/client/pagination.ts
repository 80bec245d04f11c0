import { isJsonObject } from '../json';
import { TopCallsError } from '../errors/TopCallsError';

export interface Page {
	items: unknown[];
	nextCursor?: string;
}

const MAX_PAGES = 10_000;

/**
 * Walks through a list page by page. Ends for any sequence of cursors: at the last page, at an empty
 * one, at a cursor seen before, and in any case after 10,000 pages.
 *
 * @param fetchPage asks for the page at a cursor; the first one has none
 * @param idOf      what makes two items the same; an item at the edge of two pages comes once
 */
export async function* walkPages<T>(
	fetchPage: (cursor: string | undefined) => Promise<{ items: T[]; nextCursor?: string }>,
	idOf: (item: T) => string,
): AsyncGenerator<T> {
	const seenItems = new Set<string>();
	const seenCursors = new Set<string>();
	let cursor: string | undefined;

	for (let page = 0; page < MAX_PAGES; page++) {
		const { items, nextCursor } = await fetchPage(cursor);
		for (const item of items) {
			const id = idOf(item);
			if (seenItems.has(id)) continue;
			seenItems.add(id);
			yield item;
		}
		if (items.length === 0 || !nextCursor || seenCursors.has(nextCursor)) return;
		seenCursors.add(nextCursor);
		cursor = nextCursor;
	}
}

/**
 * Reads a list answer in either of the styles the API has: `data` or `items`, with `next_cursor`.
 *
 * @throws TopCallsError (`unreadable`) without a list
 */
export function readPage(answer: unknown): Page {
	if (Array.isArray(answer)) return { items: answer };
	const fields = (answer ?? {}) as { data?: unknown; items?: unknown; next_cursor?: unknown };
	const items = fields.data ?? fields.items;
	// Once more around it, as some gateways do.
	if (isJsonObject(items) && (items.data ?? items.items)) return readPage(items);
	if (!Array.isArray(items)) {
		throw new TopCallsError('unreadable', 'TopCalls answered without a list');
	}
	const next = fields.next_cursor;
	return { items, nextCursor: typeof next === 'string' && next !== '' ? next : undefined };
}
