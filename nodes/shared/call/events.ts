import { simplifyCall, type Call } from './call';
import { documentedEnd, endOf, enumValue } from './state';
import { parseTime } from '../time';

/** The events of a single call, see https://docs.topcalls.ai/concepts/webhooks. */
export const CALL_EVENTS = [
	'call.completed',
	'call.failed',
	'call.queued',
	'call.started',
	'call.transferred',
] as const;

export type CallEvent = (typeof CALL_EVENTS)[number];

export function isCallEvent(name: unknown): name is CallEvent {
	return (CALL_EVENTS as readonly unknown[]).includes(name);
}

/**
 * The event that the state of a call amounts to, for payloads that do not name theirs. One end is one event: what
 * anybody else calls it does not count.
 *
 * @param call as the API tells it now
 */
export function eventOf(call: Call): CallEvent {
	if (call.ended) return endOf(call) === 'completed' ? 'call.completed' : 'call.failed';
	return hasBegun(call) ? 'call.started' : 'call.queued';
}

/**
 * A call as the triggers give it out: with the event, which comes second and wins over a field of that name.
 *
 * @param simple whether to keep only the fields most flows need
 */
export function callWithEvent(
	call: Call,
	event: string,
	simple: boolean,
): Call & { event: string } {
	const { call_id, ...rest } = simple ? simplifyCall(call) : call;
	return { ...{ call_id, event }, ...rest, event } as Call & { event: string };
}

/** TopCalls repeats a delivery for about 81 minutes. */
const DELIVERED_WITHIN_MS = 2 * 3_600_000;
/** As long as the webhook trigger remembers which ends it has heard of. */
const REMEMBERED_MS = 24 * 3_600_000;

/**
 * Whether an event that somebody tells of has happened to a call, and not so long ago that it must have been told
 * before.
 *
 * @param call as the API tells it now
 * @param now  milliseconds since the epoch
 * @returns `notYet` when it still may; the API can be a moment behind its own events
 */
export function matchEvent(
	event: CallEvent,
	call: Call,
	now: number,
): 'match' | 'mismatch' | 'pending' {
	if (event === 'call.completed' || event === 'call.failed') {
		if (!call.ended) return 'pending';
		if (isOlder(lastTimeOf(call, now), REMEMBERED_MS, now)) return 'mismatch';
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
	return mayHave && !isOlder(lastTimeOf(call, now), DELIVERED_WITHIN_MS, now)
		? 'match'
		: 'mismatch';
}

function hasBegun(call: Call): boolean {
	return Boolean(call.started_at) || [call.status, call.call_status].some(isTalking);
}

function isTalking(word: unknown): boolean {
	return ['in-progress', 'answered', 'on-hold'].includes(enumValue(word));
}

/** The last that is known to have happened to a call; clocks may differ, but not by more than an hour. */
function lastTimeOf({ end_at, started_at, created_at }: Call, now: number): unknown {
	return [end_at, started_at, created_at].find((time) => {
		const at = parseTime(time);
		return at !== undefined && at - now < 3_600_000;
	});
}

/** What has no time may have happened just now. */
function isOlder(time: unknown, ageMs: number, now: number): boolean {
	const at = parseTime(time);
	return at !== undefined && now - at > ageMs;
}
