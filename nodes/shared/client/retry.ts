import type { TopCallsError } from '../errors/TopCallsError';

/** What has happened to one request so far. */
export interface RetryHistory {
	/** Tries that failed, the last one included. */
	attempts: number;
	/** Those of them that were not answered with “too many requests”. */
	failures: number;
	/** Milliseconds that its tries and the pauses between them took; not the wait for its turn. */
	elapsedMs: number;
	/** Milliseconds since TopCalls last accepted any request to the account, or since this one was asked for. */
	stalledMs: number;
	/** Whether an earlier try may have reached TopCalls, its answer lost. */
	mayHaveSucceeded: boolean;
}

/** How long a request is kept up, times in milliseconds. */
export interface RetryPolicy {
	/** Tries that may fail, the rate limit aside. */
	maxFailures: number;
	/** For its tries and the pauses between them. */
	maxElapsedMs: number;
	/** Under a rate limit, without any request getting through. */
	maxStalledMs: number;
	/** For the answer to one try. */
	responseTimeoutMs: number;
}

/** For a node that runs: what it asks for is worth waiting for. */
export const DEFAULT_RETRY: RetryPolicy = {
	maxFailures: 6,
	maxElapsedMs: 5 * 60_000,
	maxStalledMs: 5 * 60_000,
	responseTimeoutMs: 30_000,
};

/** While TopCalls itself waits for the answer to a webhook, and will deliver it again. */
export const WEBHOOK_RETRY: RetryPolicy = {
	maxFailures: 2,
	maxElapsedMs: 3_000,
	maxStalledMs: 3_000,
	responseTimeoutMs: 5_000,
};

const MIN_DELAY_MS = 50;
/** Retry-After counts whole seconds; whoever asks for less asks for no pause, which would never end. */
const MIN_RETRY_AFTER_MS = 1_000;
const FIRST_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 15_000;
const RETRIED_STATUS = new Set([408, 425, 429]);

/**
 * Decides whether a request that is safe to repeat (a read, or one with an Idempotency-Key) is sent again.
 *
 * @param error   how the last try failed
 * @param history the tries so far, this one included
 * @param random  a number from 0 up to 1, for the jitter
 * @param policy how long it may go on
 * @returns milliseconds to wait before the next try, or undefined to give up
 */
export function retryDelayMs(
	error: TopCallsError,
	history: RetryHistory,
	random: number,
	policy: RetryPolicy = DEFAULT_RETRY,
): number | undefined {
	if (!isRetryable(error, history)) return undefined;
	const delayMs = Math.max(
		shortestDelayMs(error.retryAfterMs, history.attempts),
		error.retryAfterMs ?? backoffMs(history.attempts, random),
	);

	// A rate limit is no failure: it ends automatically, as long as some requests get through.
	if (error.status === 429)
		return history.stalledMs + delayMs > policy.maxStalledMs ? undefined : delayMs;
	if (history.failures >= policy.maxFailures) return undefined;
	return history.elapsedMs + delayMs > policy.maxElapsedMs ? undefined : delayMs;
}

function isRetryable(error: TopCallsError, history: RetryHistory): boolean {
	// With the same key, a conflict after a lost reply says that the first try is still being worked on.
	if (error.status === 409) return history.mayHaveSucceeded;
	if (error.kind === 'http') return RETRIED_STATUS.has(error.status) || error.status >= 500;
	return error.kind === 'lost' || error.kind === 'unreachable' || error.kind === 'unreadable';
}

/** Doubles from try to try, so that repeats cannot spin even when TopCalls asks for no pause at all. */
function shortestDelayMs(retryAfterMs: number | undefined, attempts: number): number {
	if (retryAfterMs !== undefined && retryAfterMs >= MIN_RETRY_AFTER_MS) return MIN_DELAY_MS;
	return Math.min(MAX_BACKOFF_MS, MIN_DELAY_MS * 2 ** (attempts - 1));
}

/** Exponential back-off with full jitter, in milliseconds. */
function backoffMs(attempts: number, random: number): number {
	const ceilingMs = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempts - 1));
	return Math.ceil(ceilingMs * random);
}
