import type { TopCallsError } from '../errors/TopCallsError';

/** What has happened to one request so far. */
export interface RetryHistory {
	/** Failed attempts, including the last one. */
	attempts: number;
	/** Those that were not answered with “too many requests”. */
	failures: number;
	/** Milliseconds that its tries and the pauses between them took; not the wait for its turn. */
	elapsedMs: number;
	/** Milliseconds since TopCalls last accepted any request to the account, or since this one was asked for. */
	stalledMs: number;
	/** Whether an earlier attempt may have reached TopCalls, but its answer was lost. */
	mayHaveSucceeded: boolean;
}

/** How long a request is retried; times in milliseconds. */
export interface RetryPolicy {
	/** Attempts that may fail, without those under a rate limit. */
	maxFailures: number;
	/** For its tries and the pauses between them. */
	maxElapsedMs: number;
	/** Under a rate limit, without any request getting through. */
	maxStalledMs: number;
	/** For the answer to one attempt. */
	responseTimeoutMs: number;
}

/** For a node in an execution, whose requests are worth waiting for. */
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
/** Retry-After counts whole seconds; zero would mean no pause, and endless repeats. */
const MIN_RETRY_AFTER_MS = 1_000;
const FIRST_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 15_000;
const RETRIED_STATUS = new Set([408, 425, 429]);

/**
 * Decides whether a request that is safe to repeat (a read, or one with an Idempotency-Key) is sent again.
 *
 * @param error   how the last attempt failed
 * @param history the attempts so far, including this one
 * @param random  a number from 0 up to 1, for the jitter
 * @param policy how long it may be retried
 * @returns milliseconds to wait before the next attempt, or undefined to give up
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

	// A rate limit is not a failure: it ends automatically, as long as some requests are accepted.
	if (error.status === 429)
		return history.stalledMs + delayMs > policy.maxStalledMs ? undefined : delayMs;
	if (history.failures >= policy.maxFailures) return undefined;
	return history.elapsedMs + delayMs > policy.maxElapsedMs ? undefined : delayMs;
}

function isRetryable(error: TopCallsError, history: RetryHistory): boolean {
	// With the same key, a conflict after a lost reply means that the first attempt is still in progress.
	if (error.status === 409) return history.mayHaveSucceeded && !error.isForeign;
	if (error.kind === 'http') return RETRIED_STATUS.has(error.status) || error.status >= 500;
	return error.kind === 'lost' || error.kind === 'unreachable' || error.kind === 'unreadable';
}

/** Doubles with each attempt, so that there is a pause even when TopCalls asks for none. */
function shortestDelayMs(retryAfterMs: number | undefined, attempts: number): number {
	if (retryAfterMs !== undefined && retryAfterMs >= MIN_RETRY_AFTER_MS) return MIN_DELAY_MS;
	return Math.min(MAX_BACKOFF_MS, MIN_DELAY_MS * 2 ** (attempts - 1));
}

/** Exponential back-off with full jitter, in milliseconds. */
function backoffMs(attempts: number, random: number): number {
	const ceilingMs = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempts - 1));
	return Math.ceil(ceilingMs * random);
}
