import type { Call } from '../shared/call/call';
import { eventOf, type CallEvent } from '../shared/call/events';
import { isProcessed, overSince } from '../shared/call/processed';
import type { PollState, OpenCall } from './state';

/** What a list tells of a call. */
export interface ListedCall {
	id: string;
	/** When it was created, in milliseconds. */
	created: number;
	/** How it ended, `unclear` where only looking it up can tell; undefined as long as it has not. */
	event?: CallEvent | 'unclear';
	/** Fields that only lists have. */
	extra?: Record<string, unknown>;
}

/** What looking a call up brought; `failed` is to be tried again, `gone` is not. */
export type LookupResult = Call | 'failed' | 'gone';

export interface PollOptions {
	events: CallEvent[];
	/** How long a call that is over may wait for its transcript, in milliseconds. */
	patience: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How much later than others a call may turn up in the list. */
export const LATE_ARRIVAL_MS = 5 * MINUTE;
/** How far back the first look goes for calls that are still open. */
export const FIRST_LOOK_MS = DAY;
const MAX_OPEN_MS = 7 * DAY;
/** How long a single call is tried that cannot be looked up while others can. */
const LONGEST_FAILING = DAY;
/** The most calls that are looked up in one poll; the others follow in the next ones. */
const MAX_LOOKUPS = 500;

/** Before this time every call is either open or done with. */
export function floorOf(memory: PollState): number {
	return memory.watermark - LATE_ARRIVAL_MS;
}

/**
 * Whether a call has been taken note of, and newer ones so much later that no other is still to turn up beside it.
 *
 * @param created in milliseconds
 */
export function isKnown(memory: PollState | undefined, id: string, created: number): boolean {
	if (!memory || created >= memory.newest - LATE_ARRIVAL_MS) return false;
	return id in memory.emitted || id in memory.open;
}

/**
 * The memory after the first look: what has ended is history, what is open is still to come. What is more
 * than a day old is history too, unless this look saw it open.
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
	const memory: PollState = { ...marks, open: {}, emitted: {} };
	for (const { id, created, event } of listed) {
		if (!event) memory.open[id] = { created };
		else if (created >= floorOf(memory)) memory.emitted[id] = created;
	}
	return memory;
}

/**
 * Chooses what to look up: open calls that are over or were not in the list, then new calls, oldest
 * first. New calls beyond a poll's measure are left for the next one, which lists them again.
 *
 * @param listed calls in any order, at least all from `floorOf(memory)` on
 * @returns `ask` the IDs to look up, `taken` the new calls to take note of
 */
export function selectLookups(
	memory: PollState,
	listed: ListedCall[],
	{ events }: PollOptions,
): { ask: string[]; taken: ListedCall[] } {
	const byId = new Map(listed.map((call) => [call.id, call]));
	const ask = Object.entries(memory.open)
		.filter(([id]) => !byId.has(id) || byId.get(id)?.event)
		.sort(([, one], [, other]) => one.created - other.created)
		.map(([id]) => id)
		.slice(0, MAX_LOOKUPS);

	const taken: ListedCall[] = [];
	// Lists begin with the newest, so among calls of one moment the last is the oldest.
	const fresh = listed.filter((call) => isNew(memory, call)).reverse();
	for (const call of fresh.sort(oldestFirst)) {
		const mayComeOut = call.event === 'unclear' || (call.event && events.includes(call.event));
		if (mayComeOut && ask.length >= MAX_LOOKUPS) break;
		if (mayComeOut) ask.push(call.id);
		taken.push(call);
	}
	return { ask, taken };
}

/**
 * Decides which calls come out now, and what to remember. A call comes out once in the life of a
 * memory, even when the answers were asked for with an earlier one.
 *
 * @param answers by call ID, for what was looked up
 * @param now     n8n's clock, in milliseconds
 * @returns `ended` the calls that come out, oldest first
 */
export function advance(
	memory: PollState,
	taken: ListedCall[],
	answers: Map<string, LookupResult>,
	wishes: PollOptions,
	now: number,
): { ended: Call[]; memory: PollState } {
	const next: PollState = { ...marksAfter(memory, taken, now), open: {}, emitted: {} };
	const ended: Array<{ call: Call; created: number }> = [];

	const candidates: Array<[string, Candidate]> = [
		...Object.entries(memory.open),
		...taken
			.filter((call) => isNew(memory, call))
			.map((call): [string, Candidate] => [call.id, { ...call, seen: seenOf(call, now) }]),
	];
	const settled = { ...memory.emitted };
	for (const [id, candidate] of candidates) {
		const verdict = decide(candidate, answers.get(id), wishes, now);
		if (typeof verdict === 'object') {
			next.open[id] = verdict;
			continue;
		}
		settled[id] = candidate.created;
		const call = answers.get(id);
		if (verdict === 'comes out') ended.push({ call: call as Call, created: candidate.created });
	}
	const floor = floorOf(next);
	next.emitted = Object.fromEntries(Object.entries(settled).filter(([, at]) => at >= floor));
	return { ended: ended.sort(oldestFirst).map(({ call }) => call), memory: next };
}

type Marks = Pick<PollState, 'watermark' | 'newest'>;

type Candidate = OpenCall & Pick<ListedCall, 'event'>;

/** Whether a call comes out, is dropped, or stays open, and as what. */
function decide(
	{ created, seen, ended, failing, event }: Candidate,
	answer: LookupResult | undefined,
	{ events, patience }: PollOptions,
	now: number,
): 'comes out' | 'dropped' | OpenCall {
	const open: OpenCall = { created, ...(seen && { seen }), ...(ended && { ended }) };
	// Over by the list, yet not looked up: nobody wants it.
	if (answer === undefined) return event ? 'dropped' : { ...open, ...(failing && { failing }) };
	if (answer === 'gone') return 'dropped';
	if (answer === 'failed') {
		const since = failing ?? now;
		return now - since > LONGEST_FAILING ? 'dropped' : { ...open, failing: since };
	}
	if (!answer.ended) return now - (seen ?? created) > MAX_OPEN_MS ? 'dropped' : open;
	const since = overSince(answer, now, ended);
	if (!isProcessed(answer, now, since, patience)) return { ...open, ended: since };
	return events.includes(eventOf(answer)) ? 'comes out' : 'dropped';
}

/** When a call was first seen that says it is of the future; nothing for all others. */
function seenOf({ created }: ListedCall, now: number): number | undefined {
	return created > now ? now : undefined;
}

function isNew(memory: PollState, { id, created }: ListedCall): boolean {
	return created >= floorOf(memory) && !(id in memory.emitted) && !(id in memory.open);
}

/** The watermark is bounded by now: one wrong date in the future must not hide the calls until then. */
function marksAfter(before: Marks, listed: ListedCall[], now: number): Marks {
	const newest = listed.reduce((latest, { created }) => Math.max(latest, created), -Infinity);
	return {
		watermark: Math.max(before.watermark, Math.min(newest, now)),
		newest: Math.max(before.newest, Math.min(newest, now + DAY)),
	};
}

function oldestFirst(one: { created: number }, other: { created: number }): number {
	return one.created - other.created;
}
