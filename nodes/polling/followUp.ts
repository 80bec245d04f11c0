import type { Call } from '../api/call';
import { eventOf, type CallEvent } from '../api/callEvent';
import type { Memory, OpenCall } from './memory';

/** What a list tells of a call. */
export interface ListedCall {
	id: string;
	/** When it was created, in milliseconds. */
	created: number;
	/** How it ended; undefined as long as it has not. */
	event?: CallEvent;
	/** Fields that only lists have. */
	extra?: Record<string, unknown>;
}

/** What looking a call up brought; `failed` is to be tried again, `gone` is not. */
export type Answer = Call | 'failed' | 'gone';

export interface Wishes {
	events: CallEvent[];
	/** How long a call that is over may wait for its transcript, in milliseconds. */
	patience: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How much later than others a call may turn up in the list. */
export const LATE = 5 * MINUTE;
/** How far back the first look goes for calls that are still open. */
export const FIRST_LOOK = DAY;
const LONGEST_OPEN = 7 * DAY;
/** The most calls that are looked up in one poll; the others follow in the next ones. */
const MOST_LOOKUPS = 500;

/** Before this time every call is either open or done with. */
export function floorOf(memory: Memory): number {
	return memory.watermark - LATE;
}

/**
 * The memory after the first look: what has ended is history, what is open is still to come. What is more
 * than a day old is history too, unless this look saw it open.
 *
 * @param listed the calls of the last day, in any order
 * @param now    n8n's clock, in milliseconds
 */
export function begin(listed: ListedCall[], now: number): Memory {
	// TopCalls' clock may be up to a day behind n8n's; a later mark could hide new calls.
	const watermark = watermarkAfter(now - FIRST_LOOK, listed, now);
	const memory: Memory = { watermark, open: {}, settled: {} };
	for (const { id, created, event } of listed) {
		if (!event) memory.open[id] = { created };
		else if (created >= floorOf(memory)) memory.settled[id] = created;
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
export function plan(
	memory: Memory,
	listed: ListedCall[],
	{ events }: Wishes,
): { ask: string[]; taken: ListedCall[] } {
	const byId = new Map(listed.map((call) => [call.id, call]));
	const ask = Object.entries(memory.open)
		.filter(([id]) => !byId.has(id) || byId.get(id)?.event)
		.sort(([, one], [, other]) => one.created - other.created)
		.map(([id]) => id)
		.slice(0, MOST_LOOKUPS);

	const taken: ListedCall[] = [];
	// Lists begin with the newest, so among calls of one moment the last is the oldest.
	const fresh = listed.filter((call) => isNew(memory, call)).reverse();
	for (const call of fresh.sort(oldestFirst)) {
		const mayComeOut = call.event !== undefined && events.includes(call.event);
		if (mayComeOut && ask.length >= MOST_LOOKUPS) break;
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
export function settle(
	memory: Memory,
	taken: ListedCall[],
	answers: Map<string, Answer>,
	wishes: Wishes,
	now: number,
): { ended: Call[]; memory: Memory } {
	const watermark = watermarkAfter(memory.watermark, taken, now);
	const next: Memory = { watermark, open: {}, settled: {} };
	const ended: Array<{ call: Call; created: number }> = [];

	const candidates: Array<[string, Candidate]> = [
		...Object.entries(memory.open),
		...taken
			.filter((call) => isNew(memory, call))
			.map((call): [string, Candidate] => [call.id, call]),
	];
	const settled = { ...memory.settled };
	for (const [id, candidate] of candidates) {
		const verdict = judge(candidate, answers.get(id), wishes, now);
		if (typeof verdict === 'object') {
			next.open[id] = verdict;
			continue;
		}
		settled[id] = candidate.created;
		const call = answers.get(id);
		if (verdict === 'comes out') ended.push({ call: call as Call, created: candidate.created });
	}
	const floor = floorOf(next);
	next.settled = Object.fromEntries(Object.entries(settled).filter(([, at]) => at >= floor));
	return { ended: ended.sort(oldestFirst).map(({ call }) => call), memory: next };
}

type Candidate = OpenCall & Pick<ListedCall, 'event'>;

/** Whether a call comes out, is dropped, or stays open, and as what. */
function judge(
	{ created, ended, event }: Candidate,
	answer: Answer | undefined,
	{ events, patience }: Wishes,
	now: number,
): 'comes out' | 'dropped' | OpenCall {
	// Over by the list, yet not looked up: nobody wants it.
	if (answer === undefined) return event ? 'dropped' : { created, ...(ended && { ended }) };
	if (answer === 'gone') return 'dropped';
	if (answer === 'failed' || !answer.ended) {
		return now - created > LONGEST_OPEN ? 'dropped' : { created, ...(ended && { ended }) };
	}
	if (!events.includes(eventOf(answer))) return 'dropped';
	const since = endOf(answer, ended, now);
	return isWhole(answer, now - since, patience) ? 'comes out' : { created, ended: since };
}

function isNew(memory: Memory, { id, created }: ListedCall): boolean {
	return created >= floorOf(memory) && !(id in memory.settled) && !(id in memory.open);
}

function watermarkAfter(before: number, listed: ListedCall[], now: number): number {
	const newest = listed.reduce((latest, { created }) => Math.max(latest, created), before);
	// One wrong date in the future must not hide all calls until then.
	return Math.max(before, Math.min(newest, now + DAY));
}

/** Since when the call is over: the earliest that TopCalls or n8n knows, for their clocks may differ. */
function endOf(call: Call, ended: number | undefined, now: number): number {
	const told = Date.parse(String(call.end_at));
	return Math.min(ended ?? now, now, Number.isNaN(told) ? Infinity : told);
}

/** Whether nothing more is to come: TopCalls works on a call that was talked for a while after its end. */
function isWhole(call: Call, elapsed: number, patience: number): boolean {
	return call.completed !== false || eventOf(call) === 'call.failed' || elapsed >= patience;
}

function oldestFirst(one: { created: number }, other: { created: number }): number {
	return one.created - other.created;
}
