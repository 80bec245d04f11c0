import type { IDataObject } from 'n8n-workflow';

import { normaliseCall, type Call } from '../api/call';
import { eventOf } from '../api/callEvent';
import { LARGEST_PAGE } from '../api/calls';
import type { TopCallsClient } from '../api/client';
import { readPage, walkPages } from '../api/paging';
import { TopCallsError } from '../api/TopCallsError';
import { FIRST_LOOK, type ListedCall } from './followUp';

const FIRST_PAGE = 50;
/** So many calls from before the floor, one after the other, and nothing newer is thought to follow. */
const OLD_ENOUGH = 25;
/** Another page is worth reading when it may save more look-ups than this. */
const LOOKUPS_FOR_A_PAGE = 10;

/**
 * Reads the list of calls back to a time, a little further where that finds many of the calls that
 * are open. Keeps only what is needed of each, so that thousands fit.
 * Follows https://docs.topcalls.ai/api-reference/calls/list-calls.
 *
 * @param filters of the API
 * @param floor   milliseconds; without it, a day before the newest call
 * @param open    IDs of calls that are to be found, if that is cheap
 * @throws TopCallsError
 */
export async function listCalls(
	client: TopCallsClient,
	filters: IDataObject,
	floor?: number,
	open: string[] = [],
): Promise<ListedCall[]> {
	const listed: ListedCall[] = [];
	const missing = new Set(open);
	let [pages, pagesToFloor, old, created] = [0, 0, 0, NaN];
	let lastOfPage: string | undefined;

	const cursorAfter = overlappingCursors();
	const fetchPage = async (cursor?: string) => {
		const { items, nextCursor } = await fetchReadable(client, filters, cursor);
		pages += 1;
		lastOfPage = items.at(-1)?.call_id;
		return { items, nextCursor: cursorAfter(nextCursor) };
	};
	for await (const call of walkPages(fetchPage, ({ call_id }) => call_id)) {
		// Without a date of its own a call is as old as the one it follows.
		created = timeOf(call) ?? created;
		if (Number.isNaN(created)) continue;
		floor ??= Math.min(created, Date.now()) - FIRST_LOOK;

		const wasMissing = missing.delete(call.call_id);
		if (created >= floor || wasMissing) listed.push(summaryOf(call, created));
		old = created < floor ? old + 1 : 0;
		if (call.call_id !== lastOfPage || old < OLD_ENOUGH) continue;
		pagesToFloor ||= pages;
		if (missing.size <= LOOKUPS_FOR_A_PAGE * (1 + pages - pagesToFloor)) break;
	}
	return listed;
}

/** A page of calls; what cannot be read as a call is left out. */
export async function fetchReadable(
	client: TopCallsClient,
	filters: IDataObject,
	cursor?: string,
): Promise<{ items: Call[]; nextCursor?: string }> {
	const query = {
		...filters,
		limit: cursor ? LARGEST_PAGE : FIRST_PAGE,
		...(cursor && { cursor }),
	};
	return await client.request({ method: 'GET', path: '/v1/calls', query }, 0, (answer) => {
		const { items, nextCursor } = readPage(answer);
		const calls = items.flatMap(readable);
		if (calls.length === 0 && items.length > 0) {
			throw new TopCallsError('unreadable', 'TopCalls answered with calls that cannot be read');
		}
		return { items: calls, nextCursor };
	});
}

function readable(item: unknown): Call[] {
	try {
		return [normaliseCall(item)];
	} catch {
		return [];
	}
}

/** What a list tells of a call, without its transcript. */
function summaryOf(call: Call, created: number): ListedCall {
	const { disposition, actual_duration_billed } = call;
	return {
		id: call.call_id,
		created,
		event: call.ended ? eventOf(call) : undefined,
		extra: { disposition, actual_duration_billed },
	};
}

function timeOf({ created_at }: Call): number | undefined {
	const at = Date.parse(String(created_at));
	return Number.isNaN(at) ? undefined : at;
}

/**
 * Makes each page begin a millisecond early. A cursor is a time, and whether calls of that very time
 * come again is not documented: so they always do, and are dropped as known.
 */
function overlappingCursors(): (next: string | undefined) => string | undefined {
	let last = Infinity;
	return (next) => {
		const at = Date.parse(String(next)) + 1;
		// A whole page of one millisecond: only TopCalls' own cursor leads on.
		if (!(at < last)) return next;
		last = at;
		return new Date(at).toISOString();
	};
}
