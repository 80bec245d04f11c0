import { isJsonObject } from '../json';
import { TopCallsError } from '../errors/TopCallsError';

export interface Page {
	items: unknown[];
	nextCursor?: string;
	/** The answer says that the list goes on, and not where. */
	isCutOff?: true;
}

const MAX_PAGES = 10_000;

/**
 * Reads a list page by page. Ends for any sequence of cursors: at the last page, at an empty
 * one, at a repeated cursor, and always after 10,000 pages.
 *
 * @param fetchPage asks for the page at a cursor; the first one has none
 * @param idOf      identifies an item; one that is on two pages is returned once
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

/** Where answers have their list, or another envelope around it. Campaigns and phone numbers have no documented one. */
const LIST_KEYS = [
	'data',
	'items',
	'results',
	'result',
	'calls',
	'leads',
	'campaigns',
	'phone_numbers',
	'numbers',
];
const MAX_DEPTH = 3;

/**
 * Reads a list answer in any of the styles the API has: `data` or `items`, with `next_cursor`, also one in another.
 *
 * @throws TopCallsError (`unreadable`) without a list
 */
export function readPage(answer: unknown): Page {
	const page = pageIn(answer, MAX_DEPTH);
	if (page) return page;
	throw new TopCallsError('unreadable', 'TopCalls answered without a list');
}

/** The cursor may stand beside the list or around the envelope that it is in. */
function pageIn(answer: unknown, depth: number): Page | undefined {
	if (Array.isArray(answer)) return { items: answer };
	if (!isJsonObject(answer) || depth === 0) return undefined;
	const inner = LIST_KEYS.map((key) => pageIn(answer[key], depth - 1)).find(Boolean);
	if (!inner) return undefined;
	const nextCursor = inner.nextCursor ?? cursorIn(answer);
	const isCutOff = nextCursor === undefined && (inner.isCutOff ?? answer.has_more === true);
	return { items: inner.items, nextCursor, ...(isCutOff && { isCutOff }) };
}

function cursorIn({ next_cursor: next }: Record<string, unknown>): string | undefined {
	return typeof next === 'string' && next !== '' ? next : undefined;
}
