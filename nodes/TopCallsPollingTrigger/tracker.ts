import type { Call } from '../shared/call/call';
import { MAX_OPEN_MS } from '../shared/call/deliveryTimes';
import { eventOf, type CallEvent } from '../shared/call/events';
import { isProcessed, overSince } from '../shared/call/processed';
import type { PollState, OpenCall } from './state';

/** A call in a list. */
export interface ListedCall {
	id: string;
	/** When it was created, in milliseconds. */
	created: number;
	/** How it ended, `unclear` if it must be looked up; undefined until it has. */
	event?: CallEvent | 'unclear';
	/** Fields that only lists have. */
	extra?: Record<string, unknown>;
}

/** The result of a lookup; `failed` is tried again, `gone` is not. */
export type LookupResult = Call | 'failed' | 'gone';

export interface PollOptions {
	events: CallEvent[];
	/** How long a call that is over may wait for its transcript, in milliseconds. */
	maxWaitMs: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How much later than others a call may appear in the list. */
const LATE_ARRIVAL_MS = 5 * MINUTE_MS;
/** How far back the first poll reads for calls that are still open. */
export const FIRST_LOOK_MS = DAY_MS;
/** How long to retry a single call that cannot be looked up while others can. */
const MAX_FAILING_MS = DAY_MS;
/** The most calls that are looked up in one poll, which bounds its memory; the others follow in the next ones. */
const MAX_LOOKUPS = 5_000;

/** Before this time every call is either open or finished. */
export function floorOf(state: PollState): number {
	return state.watermark - LATE_ARRIVAL_MS;
}

/**
 * Whether a call is known, and newer ones are so much later that no other of its time can still appear.
 *
 * @param created in milliseconds
 */
export function isKnown(state: PollState | undefined, id: string, created: number): boolean {
	if (!state || created >= state.newest - LATE_ARRIVAL_MS) return false;
	return isTracked(state, id);
}

function isTracked({ emitted, open }: PollState, id: string): boolean {
	return Object.hasOwn(emitted, id) || Object.hasOwn(open, id);
}

/**
 * The state after the first poll: ended calls are skipped, open calls are tracked. Calls more
 * than a day old are skipped too, unless this poll found them open.
 *
 * @param listed the calls of the last day, in any order
 * @param now    n8n's clock, in milliseconds
 */
export function initialState(listed: ListedCall[], now: number): PollState {
	// TopCalls' clock may be up to a day behind n8n's; a later mark could hide new calls.
	const marks = marksAfter(
		{ watermark: now - FIRST_LOOK_MS, newest: now - FIRST_LOOK_MS },
		listed,
		now,
	);
	const state: PollState = { ...marks, open: {}, emitted: {} };
	for (const { id, created, event } of listed) {
		if (!event) state.open[id] = { created };
		else if (created >= floorOf(state)) state.emitted[id] = created;
	}
	return state;
}

/**
 * Chooses what to look up: open calls that are over or were not in the list, then new calls, oldest
 * first. New calls beyond the limit of a poll are left for the next one, which lists them again.
 *
 * @param listed calls in any order, at least all from `floorOf(state)` on
 * @returns `ask` the IDs to look up, `taken` the new calls to take note of
 */
export function selectLookups(
	state: PollState,
	listed: ListedCall[],
	{ events }: PollOptions,
): { ask: string[]; taken: ListedCall[] } {
	const byId = new Map(listed.map((call) => [call.id, call]));
	const ask = Object.entries(state.open)
		.filter(([id]) => !byId.has(id) || byId.get(id)?.event)
		.sort(([, one], [, other]) => one.created - other.created)
		.map(([id]) => id)
		.slice(0, MAX_LOOKUPS);

	const taken: ListedCall[] = [];
	// Lists begin with the newest, so among calls of one moment the last is the oldest.
	const fresh = listed.filter((call) => isNew(state, call)).reverse();
	for (const call of fresh.sort(oldestFirst)) {
		const mayEmit = call.event === 'unclear' || (call.event && events.includes(call.event));
		if (mayEmit && ask.length >= MAX_LOOKUPS) break;
		if (mayEmit) ask.push(call.id);
		taken.push(call);
	}
	return { ask, taken };
}

/** Of the new calls to take note of, those before the first whose lookup was left for the next poll. */
export function takenBefore(
	{ ask, taken }: { ask: string[]; taken: ListedCall[] },
	answers: Map<string, LookupResult>,
): ListedCall[] {
	const left = new Set(ask.filter((id) => !answers.has(id)));
	const end = taken.findIndex(({ id }) => left.has(id));
	return end === -1 ? taken : taken.slice(0, end);
}

/**
 * Decides which calls to emit now, and what to remember. A call is emitted once in the life of a
 * state, even when the answers were asked for with an earlier one.
 *
 * @param answers by call ID, for what was looked up
 * @param now     n8n's clock, in milliseconds
 * @returns `ended` the calls to emit, oldest first
 */
export function advance(
	state: PollState,
	taken: ListedCall[],
	answers: Map<string, LookupResult>,
	options: PollOptions,
	now: number,
): { ended: Call[]; state: PollState } {
	const next: PollState = { ...marksAfter(state, taken, now), open: {}, emitted: {} };
	const ended: Array<{ call: Call; created: number }> = [];

	const candidates: Array<readonly [string, Candidate]> = [
		...Object.entries(state.open),
		...taken
			.filter((call) => isNew(state, call))
			// When it was first seen counts only for a call that says it is of the future.
			.map((call) => [call.id, { ...call, seen: call.created > now ? now : undefined }] as const),
	];
	const emitted = { ...state.emitted };
	for (const [id, candidate] of candidates) {
		const decision = decide(candidate, answers.get(id), options, now);
		if (typeof decision === 'object') {
			next.open[id] = decision;
			continue;
		}
		emitted[id] = candidate.created;
		const call = answers.get(id);
		if (decision === 'emit') ended.push({ call: call as Call, created: candidate.created });
	}
	const floor = floorOf(next);
	next.emitted = Object.fromEntries(Object.entries(emitted).filter(([, at]) => at >= floor));
	return { ended: ended.sort(oldestFirst).map(({ call }) => call), state: next };
}

type Marks = Pick<PollState, 'watermark' | 'newest'>;

type Candidate = OpenCall & Pick<ListedCall, 'event'>;

/** Whether a call is emitted, dropped, or stays open, and in which state. */
function decide(
	{ created, seen, ended, failing, event }: Candidate,
	answer: LookupResult | undefined,
	{ events, maxWaitMs }: PollOptions,
	now: number,
): 'emit' | 'drop' | OpenCall {
	const open: OpenCall = { created, ...(seen && { seen }), ...(ended && { ended }) };
	// Over according to the list, but not looked up, because its event is not selected.
	if (answer === undefined) return event ? 'drop' : { ...open, ...(failing && { failing }) };
	if (answer === 'gone') return 'drop';
	if (answer === 'failed') {
		const since = failing ?? now;
		return now - since > MAX_FAILING_MS ? 'drop' : { ...open, failing: since };
	}
	if (!answer.ended) return now - (seen ?? created) > MAX_OPEN_MS ? 'drop' : open;
	const since = overSince(answer, now, ended);
	if (!isProcessed(answer, now, since, maxWaitMs)) return { ...open, ended: since };
	return events.includes(eventOf(answer)) ? 'emit' : 'drop';
}

function isNew(state: PollState, { id, created }: ListedCall): boolean {
	return created >= floorOf(state) && !isTracked(state, id);
}

/** The watermark is bounded by now: one wrong date in the future must not hide the calls until then. */
function marksAfter(before: Marks, listed: ListedCall[], now: number): Marks {
	const newest = listed.reduce((latest, { created }) => Math.max(latest, created), -Infinity);
	return {
		watermark: Math.max(before.watermark, Math.min(newest, now)),
		newest: Math.max(before.newest, Math.min(newest, now + DAY_MS)),
	};
}

function oldestFirst(one: { created: number }, other: { created: number }): number {
	return one.created - other.created;
}
