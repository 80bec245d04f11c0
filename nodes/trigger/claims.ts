import { createHash } from 'node:crypto';

/**
 * The events that started an execution, oldest first: `fingerprint.unixSeconds`, separated by spaces. One
 * text, since n8n would watch every entry of an object, which takes a while with thousands of them.
 */
export type SavedClaims = string;

/** Longer than TopCalls repeats a delivery, which is for about 81 minutes. */
const MAX_AGE = 24 * 3_600;
const MOST_KNOWN = 20_000;
/** n8n writes them to its database with each event. */
const MOST_SAVED = 1_000;
const KEY_LENGTH = 16;

/**
 * Which events a trigger has taken, so that each starts one execution. This process decides by its
 * memory, at once and for copies that arrive at the same moment. What has run is also saved, so that it
 * holds after a restart of n8n.
 *
 * Where several processes of n8n receive webhooks, each has a memory of its own, and they share only
 * what is saved: of two copies that arrive at two of them at the same moment, both start an execution.
 */
export class Claims {
	/** What became of an event; undefined stands for one that was given back. Oldest first. */
	private readonly known = new Map<string, number | undefined>();
	private readonly ran = new Map<string, string>();

	/**
	 * Takes an event, unless it was taken before.
	 *
	 * @param saved what n8n's database holds
	 * @param now   Unix seconds
	 * @returns whether the event is the caller's
	 */
	take(event: string, saved: SavedClaims, now: number): boolean {
		const key = fingerprint(event);
		// What is known here weighs more: an event can be given back after it was saved.
		const takenAt = this.known.has(key) ? this.known.get(key) : timeIn(saved, key);
		if (takenAt !== undefined && now - takenAt < MAX_AGE) return false;
		setBounded(this.known, key, now, MOST_KNOWN);
		return true;
	}

	/** Lets the event be taken again: nothing came of it. */
	giveBack(event: string): void {
		const key = fingerprint(event);
		this.ran.delete(key);
		setBounded(this.known, key, undefined, MOST_KNOWN);
	}

	/**
	 * Notes that an event which was taken starts an execution.
	 *
	 * @param saved what n8n's database holds
	 * @param now   Unix seconds
	 * @returns what it is to hold from now on
	 */
	run(event: string, saved: SavedClaims, now: number): SavedClaims {
		const key = fingerprint(event);
		setBounded(this.ran, key, `${key}.${now}`, MOST_SAVED);
		// n8n loads the saved ones anew for each request, so two requests at once would overwrite each other.
		const others = saved.split(' ').filter((entry) => entry && !this.known.has(keyOf(entry)));
		const all = [...others, ...this.ran.values()];
		return all
			.filter((entry) => now - timeOf(entry) < MAX_AGE)
			.slice(-MOST_SAVED)
			.join(' ');
	}
}

const claimsByTrigger = new Map<string, Claims>();

/** @param trigger what names one trigger of one workflow and no other */
export function claimsOf(trigger: string): Claims {
	const claims = claimsByTrigger.get(trigger) ?? new Claims();
	claimsByTrigger.set(trigger, claims);
	return claims;
}

function setBounded<T>(map: Map<string, T>, key: string, value: T, most: number): void {
	map.delete(key);
	map.set(key, value);
	const oldest = map.keys().next().value;
	if (map.size > most && oldest !== undefined) map.delete(oldest);
}

function timeIn(saved: SavedClaims, key: string): number | undefined {
	const at = saved.indexOf(`${key}.`);
	return at === -1 ? undefined : Number.parseInt(saved.slice(at + key.length + 1), 10);
}

function keyOf(entry: string): string {
	return entry.slice(0, KEY_LENGTH);
}

function timeOf(entry: string): number {
	return Number(entry.slice(KEY_LENGTH + 1));
}

function fingerprint(event: string): string {
	return createHash('sha256').update(event).digest('base64url').slice(0, KEY_LENGTH);
}
