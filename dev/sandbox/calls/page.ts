import type { SandboxSettings } from '../settings';
import type { Call } from './call';

/** What a page of GET /v1/calls is asked for. */
export interface PageRequest {
	limit: number;
	cursor: Cursor | null;
	matches(call: Call): boolean;
}

/** A place in the list: a millisecond and a position among the calls of that millisecond. */
export interface Cursor {
	at: number;
	tie: number;
}

export type CursorPromise = 'exact' | 'inclusive' | 'exclusive';

const TIE_DIGITS = 6;

/**
 * A page of calls, from calls sorted oldest first.
 * Cost is the page and what the filter skips, not the whole list.
 */
export function pageOf(
	calls: readonly Call[],
	request: PageRequest,
	{ cursor: promise, listOrder }: Pick<SandboxSettings, 'cursor' | 'listOrder'>,
): { calls: Call[]; nextCursor: string | null } {
	const page: Call[] = [];
	const step = listOrder === 'newest first' ? -1 : 1;
	let index = firstOf(calls, request.cursor, promise, step);
	const isThere = () => index >= 0 && index < calls.length;
	for (; isThere() && page.length < request.limit; index += step) {
		if (request.matches(calls[index]!)) page.push(calls[index]!);
	}
	while (isThere() && !request.matches(calls[index]!)) index += step;
	const last = page.at(-1);
	return { calls: page, nextCursor: !isThere() || !last ? null : writeCursor(last, promise) };
}

function firstOf(
	calls: readonly Call[],
	cursor: Cursor | null,
	promise: CursorPromise,
	step: -1 | 1,
): number {
	if (step === -1) {
		return cursor
			? firstNotBefore(calls, edgeOf(cursor, promise === 'inclusive')) - 1
			: calls.length - 1;
	}
	if (!cursor) return 0;
	if (promise === 'exact') return firstNotBefore(calls, { at: cursor.at, tie: cursor.tie + 1 });
	return firstNotBefore(calls, edgeOf(cursor, promise === 'exclusive'));
}

function edgeOf(cursor: Cursor, isNextMillisecond: boolean): Cursor {
	return isNextMillisecond ? { at: cursor.at + 1, tie: 0 } : cursor;
}

/** A cursor of the query string; null when it is no date-time. */
export function readCursor(text: string): Cursor | null {
	const at = Date.parse(text);
	if (Number.isNaN(at)) return null;
	const fraction = /\.\d{3}(\d+)/.exec(text)?.[1] ?? '';
	return { at, tie: Number(fraction.padEnd(TIE_DIGITS, '0').slice(0, TIE_DIGITS)) };
}

/** `created_at` of the last call; `exact` tells calls of one millisecond apart in the digits below it. */
function writeCursor(last: Call, promise: CursorPromise): string {
	const time = new Date(last.createdAt).toISOString();
	if (promise !== 'exact') return time;
	return `${time.slice(0, -1)}${String(last.tie).padStart(TIE_DIGITS, '0')}Z`;
}

function firstNotBefore(calls: readonly Call[], edge: Cursor): number {
	let [low, high] = [0, calls.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		const call = calls[middle]!;
		const isBefore =
			call.createdAt < edge.at || (call.createdAt === edge.at && call.tie < edge.tie);
		if (isBefore) low = middle + 1;
		else high = middle;
	}
	return low;
}
