import {
	retryDelayMs,
	DEFAULT_RETRY,
	WEBHOOK_RETRY,
	type RetryHistory,
} from '../../nodes/shared/client/retry';
import { TopCallsError, type FailureKind } from '../../nodes/shared/errors/TopCallsError';

const first: RetryHistory = {
	attempts: 1,
	failures: 1,
	elapsedMs: 0,
	stalledMs: 0,
	mayHaveSucceeded: false,
};

const answered = (status: number, retryAfterMs?: number) =>
	new TopCallsError('http', 'refused', { status, retryAfterMs });

const failed = (kind: FailureKind) => new TopCallsError(kind, 'failed');

test.each([408, 425, 429, 500, 502, 503, 504])(
	'HTTP %i is temporary, so the request is repeated',
	(status) => {
		expect(retryDelayMs(answered(status), first, 0.5)).toBeGreaterThan(0);
	},
);

test.each([301, 400, 401, 402, 403, 404, 405, 409, 410, 422])(
	'HTTP %i is final, so the request is not repeated',
	(status) => {
		expect(retryDelayMs(answered(status), first, 0.5)).toBeUndefined();
	},
);

test.each(['lost', 'unreachable', 'unreadable'] as const)(
	'after an answer that is %s the request is repeated',
	(kind) => {
		expect(retryDelayMs(failed(kind), first, 0.5)).toBeGreaterThan(0);
	},
);

test.each(['refused', 'notSent', 'canceled', 'untrusted', 'unexpected'] as const)(
	'a request that ended as %s is not sent again',
	(kind) => {
		expect(retryDelayMs(failed(kind), first, 0.5)).toBeUndefined();
	},
);

test('a conflict after a lost reply means that the first attempt is still in progress', () => {
	expect(retryDelayMs(answered(409), { ...first, mayHaveSucceeded: true }, 0.5)).toBeGreaterThan(0);
});

test('a proxy’s conflict says nothing about the first attempt', () => {
	const error = new TopCallsError('http', 'refused', { status: 409, isForeign: true });
	expect(retryDelayMs(error, { ...first, mayHaveSucceeded: true }, 0.5)).toBeUndefined();
});

test('the pause that TopCalls asks for is kept to the millisecond', () => {
	expect(retryDelayMs(answered(429, 7_000), first, 0.5)).toBe(7_000);
});

test('there is always a pause between repeats, even if TopCalls asks for none', () => {
	expect(retryDelayMs(answered(429, 0), first, 0.5)).toBeGreaterThan(0);
	expect(retryDelayMs(answered(503, 0), first, 0)).toBeGreaterThan(0);
});

test('without a requested pause, the shortest one grows with each attempt', () => {
	const pauses = [1, 2, 3, 8, 40].map((attempts) =>
		retryDelayMs(answered(429, 0), { ...first, attempts }, 0),
	);

	expect(pauses).toEqual([50, 100, 200, 6_400, 15_000]);
});

test('pauses grow with each attempt up to a limit, with jitter', () => {
	const pauses = [1, 2, 3, 4, 5, 6, 7].map((attempts) =>
		retryDelayMs(failed('lost'), { ...first, attempts }, 1 - Number.EPSILON),
	);

	expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
	expect(retryDelayMs(failed('lost'), { ...first, attempts: 3 }, 0.5)).toBe(1_000);
	expect(retryDelayMs(failed('lost'), first, 0)).toBeGreaterThan(0);
});

test('failures are retried a bounded number of times', () => {
	expect(
		retryDelayMs(answered(500), { ...first, failures: DEFAULT_RETRY.maxFailures - 1 }, 0.5),
	).toBeDefined();
	expect(
		retryDelayMs(answered(500), { ...first, failures: DEFAULT_RETRY.maxFailures }, 0.5),
	).toBeUndefined();
});

test('no request is repeated for longer than the limit', () => {
	const history = { ...first, elapsedMs: DEFAULT_RETRY.maxElapsedMs - 1_000 };

	expect(retryDelayMs(answered(500, 1_000), history, 0.5)).toBe(1_000);
	expect(retryDelayMs(answered(500, 1_001), history, 0.5)).toBeUndefined();
});

test('a rate limit is waited out as long as other requests get through', () => {
	const history = {
		...first,
		attempts: 50,
		elapsedMs: 10 * DEFAULT_RETRY.maxElapsedMs,
		stalledMs: 1_000,
	};

	expect(retryDelayMs(answered(429, 1_000), history, 0.5)).toBe(1_000);
	expect(
		retryDelayMs(answered(429, 1_000), { ...history, stalledMs: DEFAULT_RETRY.maxStalledMs }, 0.5),
	).toBeUndefined();
});

test('while TopCalls waits for the answer to a webhook, retries take only a few seconds', () => {
	expect(retryDelayMs(answered(500), first, 0.99, WEBHOOK_RETRY)).toBeDefined();
	expect(
		retryDelayMs(answered(500), { ...first, failures: 2 }, 0.5, WEBHOOK_RETRY),
	).toBeUndefined();
	expect(retryDelayMs(answered(429, 4_000), first, 0.5, WEBHOOK_RETRY)).toBeUndefined();
});
