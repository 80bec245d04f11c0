import { PROCESSING_LIMIT_MS } from '../../shared/call/processed';

const FIRST_DELAY_MS = 2_000;
const MAX_DELAY_MS = 15_000;
const GROWTH = 1.3;
const PROCESSING_DELAY_MS = 3_000;

/** The state of the polling of a call. Times in milliseconds. */
export interface PollProgress {
	/** Polls so far. */
	polls: number;
	now: number;
	/** When the wait is over. */
	deadline: number;
	/** When the call was first seen to have ended, if it has. */
	endedAt?: number;
}

/**
 * When to poll a call again: soon at first, then less and less often. A call that has ended gets a
 * short grace period for its transcript and recording, even beyond the deadline.
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
