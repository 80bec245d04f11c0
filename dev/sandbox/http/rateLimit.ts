import { Problem } from '../calls/problem';

/** How many requests a client may make. */
export interface Rate {
	perSecond: number;
	burst: number;
}

/** A token bucket; a value, so that taking from it can be followed step by step. */
export interface Bucket {
	tokens: number;
	filledAt: number;
}

/** The bucket after a request at `now` (real ms), and how long until the next token if it was empty. */
export function takeToken(
	bucket: Bucket | null,
	rate: Rate,
	now: number,
): { bucket: Bucket; waitMs: number } {
	const since = bucket ? now - bucket.filledAt : 0;
	const tokens = Math.min(
		rate.burst,
		(bucket?.tokens ?? rate.burst) + (since / 1_000) * rate.perSecond,
	);
	if (tokens >= 1) return { bucket: { tokens: tokens - 1, filledAt: now }, waitMs: 0 };
	return {
		bucket: { tokens, filledAt: now },
		waitMs: Math.ceil(((1 - tokens) / rate.perSecond) * 1_000),
	};
}

/** The 429, saying when to come back in the way that is asked for. */
export function tooManyRequests(
	waitMs: number,
	saying: 'seconds' | 'date' | 'none',
	wallClock: number,
): Problem {
	const seconds = Math.ceil(waitMs / 1_000);
	// An HTTP date has no fraction: the next full second after the wait is over.
	const date = new Date(Math.ceil((wallClock + waitMs) / 1_000) * 1_000).toUTCString();
	const headers: Record<string, string> =
		saying === 'none' ? {} : { 'retry-after': saying === 'seconds' ? String(seconds) : date };
	return new Problem(429, 'Too Many Requests', 'Rate limit exceeded', { headers });
}
