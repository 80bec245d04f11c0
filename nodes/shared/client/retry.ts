import type { TopCallsError } from '../errors/TopCallsError';

/** What has happened to one request so far. */
export interface RetryHistory {
	/** Tries that failed, the last one included. */
	tries: number;
	/** Those of them that were not answered with “too many requests”. */
	faults: number;
	/** Milliseconds since the first try went out. */
	elapsed: number;
	/** Milliseconds since TopCalls last accepted any request of this run, or since the first try. */
	stalled: number;
	/** Whether an earlier try may have reached TopCalls, its answer lost. */
	replyLost: boolean;
}

/** How long a request is kept up, times in milliseconds. */
export interface Patience {
	/** Tries that may fail, the rate limit aside. */
	faults: number;
	/** From the first try to the last. */
	elapsed: number;
	/** Under a rate limit, without any request getting through. */
	stalled: number;
	/** For the answer to one try. */
	answer: number;
}

/** For a node that runs: what it asks for is worth waiting for. */
export const PATIENT: Patience = {
	faults: 6,
	elapsed: 5 * 60_000,
	stalled: 5 * 60_000,
	answer: 30_000,
};

/** While TopCalls itself waits for the answer to a webhook, and will deliver it again. */
export const PROMPT: Patience = { faults: 2, elapsed: 3_000, stalled: 3_000, answer: 5_000 };

const SHORTEST_WAIT = 50;
/** Retry-After counts whole seconds; whoever asks for less asks for no pause, which would never end. */
const REAL_PAUSE = 1_000;
const FIRST_BACKOFF = 500;
const MAX_BACKOFF = 15_000;
const RETRIED_STATUS = new Set([408, 425, 429]);

/**
 * Decides whether a request that is safe to repeat (a read, or one with an Idempotency-Key) is sent again.
 *
 * @param error   how the last try failed
 * @param history the tries so far, this one included
 * @param random  a number from 0 up to 1, for the jitter
 * @param patience how long it may go on
 * @returns milliseconds to wait before the next try, or undefined to give up
 */
export function nextTry(
	error: TopCallsError,
	history: RetryHistory,
	random: number,
	patience: Patience = PATIENT,
): number | undefined {
	if (!isWorthRetrying(error, history)) return undefined;
	const wait = Math.max(
		shortestWait(error.retryAfter, history.tries),
		error.retryAfter ?? backoff(history.tries, random),
	);

	// A rate limit is no fault: it ends by itself, as long as some requests get through.
	if (error.status === 429) return history.stalled + wait > patience.stalled ? undefined : wait;
	if (history.faults >= patience.faults) return undefined;
	return history.elapsed + wait > patience.elapsed ? undefined : wait;
}

function isWorthRetrying(error: TopCallsError, history: RetryHistory): boolean {
	// With the same key, a conflict after a lost reply says that the first try is still being worked on.
	if (error.status === 409) return history.replyLost;
	if (error.kind === 'http') return RETRIED_STATUS.has(error.status) || error.status >= 500;
	return error.kind === 'lost' || error.kind === 'unreachable' || error.kind === 'unreadable';
}

/** Doubles from try to try, so that repeats cannot spin even when TopCalls asks for no pause at all. */
function shortestWait(retryAfter: number | undefined, tries: number): number {
	if (retryAfter !== undefined && retryAfter >= REAL_PAUSE) return SHORTEST_WAIT;
	return Math.min(MAX_BACKOFF, SHORTEST_WAIT * 2 ** (tries - 1));
}

/** Exponential back-off with full jitter, in milliseconds. */
function backoff(tries: number, random: number): number {
	const ceiling = Math.min(MAX_BACKOFF, FIRST_BACKOFF * 2 ** (tries - 1));
	return Math.ceil(ceiling * random);
}
