import { z } from 'zod';
import { parseQuery } from './jsonBody';
import { opaquePage } from './paging';

/** Shapes of a list whose reply is not published; `named` uses the name of the list. */
export type ListEnvelope = 'array' | 'data' | 'items' | 'named';

/** Shapes of a single object whose reply is not published. */
export type DetailEnvelope = 'none' | 'data' | 'named';

const pageQuery = z.object({
	limit: z.coerce.number().int().min(1).max(200).optional(),
	cursor: z.string().optional(),
});

/** The page of a list that a query asks for; a bare array has no place for a cursor, so it has all. */
export function listReply(
	shape: ListEnvelope,
	name: string,
	views: ReadonlyArray<Record<string, unknown>>,
	query: unknown,
): unknown {
	const { limit = shape === 'array' ? Infinity : 50, cursor } = parseQuery(pageQuery, query);
	const placed = views.map((view, place) => ({ view, place }));
	const page = opaquePage(placed, ({ place }) => place, { limit, cursor });
	const items = page.items.map(({ view }) => view);
	switch (shape) {
		case 'array':
			return items;
		case 'data':
			return { data: items, next_cursor: page.nextCursor };
		case 'items':
			return { items, has_more: page.hasMore, next_cursor: page.nextCursor };
		case 'named':
			return { [name]: items, next_cursor: page.nextCursor };
	}
}

/** An object in an envelope. */
export function detailReply(shape: DetailEnvelope, name: string, object: unknown): unknown {
	if (shape === 'none') return object;
	return { [shape === 'data' ? 'data' : name]: object };
}
