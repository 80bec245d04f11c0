import { PROCESSING_LIMIT_MS } from '../../shared/call/processed';

const FIRST_DELAY_MS = 2_000;
const MAX_DELAY_MS = 15_000;
const GROWTH = 1.3;
const PROCESSING_DELAY_MS = 3_000;

/** What is known when the next look at a call is planned. Times in milliseconds. */
export interface PollProgress {
	/** Looks taken so far. */
	polls: number;
	now: number;
	/** When the wait is over. */
	deadline: number;
	/** When the call was first seen to have ended, if it has. */
	endedAt?: number;
}

/**
 * When to look at a call again: at first soon, then ever more slowly. A call that has ended is given a
 * short grace for its transcript and recording, even beyond the deadline.
 *
 * @returns milliseconds to wait, or undefined when the time is up
 */
export function pollDelayMs({ polls, now, deadline, endedAt }: PollProgress): number | undefined {
	if (endedAt !== undefined) {
		return now - endedAt < PROCESSING_LIMIT_MS.polling ? PROCESSING_DELAY_MS : undefined;
	}
	if (now >= deadline) return undefined;
	const delayMs = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * GROWTH ** polls);
	return Math.min(delayMs, deadline - now);
}
