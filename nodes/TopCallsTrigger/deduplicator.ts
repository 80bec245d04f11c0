import { fingerprint } from '../shared/crypto';
import { REMEMBERED_MS } from '../shared/call/deliveryTimes';

/**
 * The events that started an execution, oldest first, each as 14 characters: 8 of its fingerprint, and 6 for the
 * second, to base 36, in which it was claimed. One text, since n8n would watch every entry of an object, and
 * a short one, since n8n writes all of it to its database with each event.
 */
export type SavedEvents = string;

const MAX_SEEN = 20_000;
const MAX_SAVED = 1_000;
/** 48 bits: beside 20,000 others, one event in 14 billion is taken for another. */
const KEY_LENGTH = 8;
const TIME_LENGTH = 6;
const ENTRY_LENGTH = KEY_LENGTH + TIME_LENGTH;
/** From here 6 characters last for 69 years. */
const FIRST_SECOND = Date.UTC(2026, 0) / 1_000;

/** The identity of an event: what distinguishes it from others, and from an equal new event. */
export interface EventIdentity {
	/** What names the event. */
	name: string;
	/** How long an equal event counts as the same one, in milliseconds; at most `REMEMBERED_MS`. */
	copiesWithinMs?: number;
	/** Noted when the event is taken. */
	mark?: string;
	/** Marks of others: an equal event that comes after one of them is another. */
	renewedBy?: string[];
}

/**
 * Deduplicates the events of a trigger, so that each starts one execution. This process decides in memory, also for
 * copies that arrive at the same moment. Events that started an execution are also saved, to survive a restart of n8n.
 *
 * Where several processes of n8n receive webhooks, each has a memory of its own, and they share only
 * what is saved: of two copies that arrive at two of them at the same moment, both start an execution.
 */
export class Deduplicator {
	/** When an event was claimed; undefined for one that was released. Oldest first. */
	private readonly seen = new Map<string, number | undefined>();
	private readonly committed = new Map<string, string>();
	/** Claimed events that are neither released nor committed yet. */
	private readonly undecided = new Map<string, { decided: Promise<void>; decide(): void }>();

	/**
	 * Claims an event, unless it was claimed before.
	 *
	 * @param saved what n8n's database holds
	 * @param now   milliseconds since the epoch
	 * @returns whether the event is the caller's, who then must call `release` or `commit`
	 */
	claim(event: EventIdentity, saved: SavedEvents, now: number): boolean {
		const { name, copiesWithinMs = REMEMBERED_MS, mark, renewedBy = [] } = event;
		const claimedAt = this.claimedAt(name, saved);
		const isRenewed = (at: number) =>
			renewedBy.some((other) => (this.claimedAt(other, saved) ?? -Infinity) > at);
		if (claimedAt !== undefined && now - claimedAt < copiesWithinMs && !isRenewed(claimedAt))
			return false;
		for (const each of [name, mark]) if (each !== undefined) this.see(each, now);
		let decide = () => {};
		const decided = new Promise<void>((resolve) => (decide = resolve));
		this.undecided.set(keyOf(name), { decided, decide });
		return true;
	}

	/** @returns what to wait for before it is known whether an event that was taken has started an execution */
	decisionOn({ name }: EventIdentity): Promise<void> | undefined {
		return this.undecided.get(keyOf(name))?.decided;
	}

	/** Lets the event be claimed again: it started no execution. */
	release({ name, mark }: EventIdentity): void {
		for (const each of [name, mark]) {
			if (each === undefined) continue;
			this.committed.delete(keyOf(each));
			this.see(each, undefined);
		}
		this.decide(name);
	}

	/**
	 * Notes that an event which was taken starts an execution.
	 *
	 * @param saved what n8n's database holds
	 * @param now   milliseconds since the epoch
	 * @returns what it is to hold from now on
	 */
	commit({ name, mark }: EventIdentity, saved: SavedEvents, now: number): SavedEvents {
		for (const each of [name, mark]) {
			if (each === undefined) continue;
			const key = keyOf(each);
			const claimedAt = this.seen.get(key) ?? now;
			setBounded(this.committed, key, key + timeAsText(claimedAt), MAX_SAVED);
		}
		this.decide(name);
		// n8n loads the saved ones anew for each request, so two requests at once would overwrite each other.
		const others = entriesOf(saved).filter((entry) => !this.seen.has(keyIn(entry)));
		const all = [...others, ...this.committed.values()];
		const recent = all.filter((entry) => now - timeIn(entry) < REMEMBERED_MS);
		return recent.slice(-MAX_SAVED).join('');
	}

	private claimedAt(name: string, saved: SavedEvents): number | undefined {
		const key = keyOf(name);
		// The memory of this process has priority: an event can be released after it was saved.
		return this.seen.has(key) ? this.seen.get(key) : savedTime(saved, key);
	}

	private see(name: string, claimedAt: number | undefined): void {
		setBounded(this.seen, keyOf(name), claimedAt, MAX_SEEN);
	}

	private decide(name: string): void {
		const key = keyOf(name);
		this.undecided.get(key)?.decide();
		this.undecided.delete(key);
	}
}

const deduplicators = new Map<string, Deduplicator>();

/** @param trigger what names one trigger of one workflow and no other */
export function deduplicatorFor(trigger: string): Deduplicator {
	const deduplicator = deduplicators.get(trigger) ?? new Deduplicator();
	deduplicators.set(trigger, deduplicator);
	return deduplicator;
}

function setBounded<T>(map: Map<string, T>, key: string, value: T, most: number): void {
	map.delete(key);
	map.set(key, value);
	const oldest = map.keys().next().value;
	if (map.size > most && oldest !== undefined) map.delete(oldest);
}

function savedTime(saved: SavedEvents, key: string): number | undefined {
	let at = saved.indexOf(key);
	// What looks like the key may begin within an entry.
	while (at % ENTRY_LENGTH > 0) at = saved.indexOf(key, at + 1);
	return at === -1 ? undefined : timeIn(saved.slice(at, at + ENTRY_LENGTH));
}

function entriesOf(saved: SavedEvents): string[] {
	const count = Math.floor(saved.length / ENTRY_LENGTH);
	return Array.from({ length: count }, (_, index) =>
		saved.slice(index * ENTRY_LENGTH, (index + 1) * ENTRY_LENGTH),
	);
}

function keyIn(entry: string): string {
	return entry.slice(0, KEY_LENGTH);
}

/** @returns milliseconds since the epoch */
function timeIn(entry: string): number {
	return (FIRST_SECOND + Number.parseInt(entry.slice(KEY_LENGTH), 36)) * 1_000;
}

function timeAsText(time: number): string {
	const seconds = Math.max(0, Math.floor(time / 1_000) - FIRST_SECOND);
	return seconds.toString(36).padStart(TIME_LENGTH, '0');
}

function keyOf(event: string): string {
	return fingerprint(event).slice(0, KEY_LENGTH);
}
