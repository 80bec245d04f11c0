import { simplifyCall, type Call } from './call';
import { documentedEnd, endOf, enumValue } from './state';
import { parseTime } from '../time';
import { DELIVERED_WITHIN_MS, LATE_END_MS, MAX_OPEN_MS } from './deliveryTimes';

/** The events of a single call, see https://docs.topcalls.ai/concepts/webhooks. */
export const CALL_EVENTS = [
	'call.completed',
	'call.failed',
	'call.queued',
	'call.started',
	'call.transferred',
] as const;

export type CallEvent = (typeof CALL_EVENTS)[number];

/** Whether a name is that of a documented event of a call. */
export function isCallEvent(name: unknown): name is CallEvent {
	return (CALL_EVENTS as readonly unknown[]).includes(name);
}

/**
 * The event that matches the state of a call, for payloads that do not name theirs. A call ends once, so only its
 * state decides which end event it is.
 *
 * @param call as the API returns it now
 */
export function eventOf(call: Call): CallEvent {
	if (call.ended) return endOf(call) === 'completed' ? 'call.completed' : 'call.failed';
	return hasBegun(call) ? 'call.started' : 'call.queued';
}

/**
 * A call as the triggers output it: with the event, which replaces a field of that name.
 *
 * @param simple whether to keep only the fields that most workflows need
 */
export function callWithEvent(call: Call, event: string, simple: boolean): Record<string, unknown> {
	if (simple) return simplifyCall(call, { event });
	const { call_id, ...rest } = call;
	return { ...{ call_id, event }, ...rest, event };
}

/**
 * Whether an event has happened to a call, and recently enough that it can be a first delivery.
 *
 * @param call as the API returns it now
 * @param now  milliseconds since the epoch
 * @returns `pending` when it may still happen; the API can be a moment behind its own events
 */
export function matchEvent(
	event: CallEvent,
	call: Call,
	now: number,
): 'match' | 'mismatch' | 'pending' {
	if (event === 'call.completed' || event === 'call.failed') {
		if (!call.ended) return 'pending';
		if (isLongPast(call, LATE_END_MS, now)) return 'mismatch';
		if (eventOf(call) === event) return 'match';
		// Without a documented end, what TopCalls still adds may show that somebody spoke.
		return documentedEnd(call) === undefined && call.completed !== true ? 'pending' : 'mismatch';
	}
	if (event === 'call.queued') {
		const isQueued = !call.ended && !hasBegun(call);
		return isQueued || !isOlder(call.created_at, DELIVERED_WITHIN_MS, now) ? 'match' : 'mismatch';
	}
	if (!call.ended) return hasBegun(call) ? 'match' : 'pending';
	const wasConnected = endOf(call) === 'completed';
	const mayHave = event === 'call.transferred' ? wasConnected : wasConnected || call.started_at;
	return mayHave && !isLongPast(call, DELIVERED_WITHIN_MS, now) ? 'match' : 'mismatch';
}

function hasBegun(call: Call): boolean {
	return Boolean(call.started_at) || [call.status, call.call_status].some(isTalking);
}

function isTalking(word: unknown): boolean {
	return ['in-progress', 'answered', 'on-hold'].includes(enumValue(word));
}

/**
 * Whether a call ended longer ago than this. One that TopCalls gives neither an end nor a start may have waited in a
 * queue since it was created, and have ended just now.
 */
function isLongPast({ end_at, started_at, created_at }: Call, ageMs: number, now: number): boolean {
	const known = [end_at, started_at].find((time) => isPlausible(time, now));
	return known === undefined ? isOlder(created_at, MAX_OPEN_MS, now) : isOlder(known, ageMs, now);
}

/** Clocks may differ, but not by more than an hour. */
function isPlausible(time: unknown, now: number): boolean {
	const at = parseTime(time);
	return at !== undefined && at - now < 3_600_000;
}

/** Without a time, it may have happened just now. */
function isOlder(time: unknown, ageMs: number, now: number): boolean {
	const at = parseTime(time);
	return at !== undefined && now - at > ageMs;
}
