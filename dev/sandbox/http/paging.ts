import { invalid } from '../calls/problem';

/** A page of a list with an opaque cursor. */
export interface OpaquePage<Item> {
	items: Item[];
	hasMore: boolean;
	nextCursor: string | null;
}

/** The page after the item that `cursor` names by its place; 400 for a cursor that is none of ours. */
export function opaquePage<Item>(
	items: readonly Item[],
	placeOf: (item: Item) => number,
	{ limit, cursor }: { limit: number; cursor?: string | undefined },
): OpaquePage<Item> {
	const after = cursor === undefined ? null : readPlace(cursor);
	// Newest first: the place of an item tells its age, so that new and deleted items shift nothing.
	const older = items.filter((item) => after === null || placeOf(item) < after).reverse();
	const page = older.slice(0, limit);
	const hasMore = older.length > page.length;
	const nextCursor = hasMore ? writePlace(placeOf(page.at(-1)!)) : null;
	return { items: page, hasMore, nextCursor };
}

function writePlace(place: number): string {
	return Buffer.from(`after:${place}`).toString('base64url');
}

function readPlace(cursor: string): number {
	const place = /^after:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
	if (place === undefined) {
		throw invalid([{ path: 'cursor', message: 'Invalid cursor' }], 'Invalid query');
	}
	return Number(place);
}
