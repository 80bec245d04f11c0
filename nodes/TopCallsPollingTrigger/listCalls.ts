import type { IDataObject } from 'n8n-workflow';

import { normalizeCall, type Call } from '../shared/call/call';
import { eventOf } from '../shared/call/events';
import { LARGEST_PAGE } from '../shared/call/requests';
import { documentedEnd } from '../shared/call/state';
import type { TopCallsClient } from '../shared/client/client';
import { readPage, walkPages } from '../shared/client/pagination';
import { parseTime } from '../shared/time';
import { TopCallsError } from '../shared/errors/TopCallsError';
import { FIRST_LOOK_MS, floorOf, isKnown, type ListedCall } from './tracker';
import { orderOf, withTimes, type ListOrder } from './listOrder';
import type { PollState } from './state';

const FIRST_PAGE = 50;
/** After this many consecutive calls from before the floor, the list contains nothing newer. */
const OLD_ENOUGH = 25;
/** Another page is read if it may save more lookups than this. */
const LOOKUPS_FOR_A_PAGE = 10;

/**
 * Reads the list of calls as far back as there may be new ones, a little further where that finds many of the calls
 * that are open. Keeps only what is needed of each, so that thousands fit. A list that begins with the oldest call is
 * read from that time on, one in no order from end to end.
 * Follows https://docs.topcalls.ai/api-reference/calls/list-calls.
 *
 * @param filters of the API
 * @param state  what earlier polls took note of; without one, the list is read back to a day before the newest call
 * @throws TopCallsError, also when no call says when it was created
 */
export async function listCalls(
	client: TopCallsClient,
	filters: IDataObject,
	state?: PollState,
): Promise<ListedCall[]> {
	const listed: Array<Omit<ListedCall, 'created'>> = [];
	const times: Array<number | undefined> = [];
	const missing = new Set(Object.keys(state?.open ?? {}));
	let floor = state && floorOf(state);
	let order: ListOrder = 'newest first';
	let [pages, pagesToFloor, old] = [0, 0, 0];
	let lastOfPage: string | undefined;

	const cursorAfter = overlappingCursors();
	const fetchPage = async (cursor?: string) => {
		const { items, nextCursor } = await fetchReadable(client, filters, cursor);
		pages += 1;
		lastOfPage = items.at(-1)?.call_id;
		const known = [...times, ...items.map(timeOf)].filter((at) => at !== undefined);
		if (items.length > 0 && known.length === 0) throw new TopCallsError('unreadable', NO_TIMES);
		order = orderOf(known);
		if (order === 'newest first') floor ??= firstFloor(known);
		return { items, nextCursor: cursorAfter(nextCursor, order, floor) };
	};
	for await (const call of walkPages(fetchPage, ({ call_id }) => call_id)) {
		const created = timeOf(call);
		listed.push(summaryOf(call));
		times.push(created);
		missing.delete(call.call_id);
		if (order !== 'newest first' || floor === undefined) continue;
		const isPast =
			created === undefined || created < floor || isKnown(state, call.call_id, created);
		old = isPast ? old + 1 : 0;
		if (call.call_id !== lastOfPage || old < OLD_ENOUGH) continue;
		pagesToFloor ||= pages;
		if (missing.size <= LOOKUPS_FOR_A_PAGE * (1 + pages - pagesToFloor)) break;
	}
	const filled = withTimes(times, order);
	const from = floor ?? firstFloor(filled);
	return listed
		.map((call, index): ListedCall => ({ ...call, created: filled[index] as number }))
		.filter(({ id, created }) => created >= from || (state && Object.hasOwn(state.open, id)));
}

const NO_TIMES =
	'TopCalls lists calls without a time, so new calls cannot be distinguished from old ones';

function firstFloor(times: number[]): number {
	const newest = times.reduce((latest, at) => Math.max(latest, at), -Infinity);
	return Math.min(newest, Date.now()) - FIRST_LOOK_MS;
}

/** A page of calls, without unreadable entries. */
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
		return [normalizeCall(item)];
	} catch {
		return [];
	}
}

/** The parts of a listed call that are needed, without its transcript. */
function summaryOf(call: Call): Omit<ListedCall, 'created'> {
	const { disposition, actual_duration_billed } = call;
	const event = documentedEnd(call) ? eventOf(call) : 'unclear';
	return {
		id: call.call_id,
		event: call.ended ? event : undefined,
		extra: { disposition, actual_duration_billed },
	};
}

function timeOf({ created_at, started_at, end_at }: Call): number | undefined {
	return parseTime(created_at) ?? parseTime(started_at) ?? parseTime(end_at);
}

/**
 * Makes each page begin a millisecond early. A cursor is a time, and whether calls of that very time
 * come again is not documented: so they always do, and are dropped as known. A list that begins with the oldest is
 * left at its first page for the time from which on it is of interest.
 */
function overlappingCursors() {
	let last: number | undefined;
	return (next: string | undefined, order: ListOrder, floor?: number): string | undefined => {
		const cursorTime = parseTime(next);
		if (cursorTime === undefined || order === 'none') return next;
		const at =
			order === 'newest first' ? cursorTime + 1 : Math.max(cursorTime, floor ?? cursorTime) - 1;
		// A whole page of one millisecond: only TopCalls' own cursor leads on.
		if (last !== undefined && (order === 'newest first' ? at >= last : at <= last)) return next;
		last = at;
		return new Date(at).toISOString();
	};
}
