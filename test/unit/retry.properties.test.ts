import fc from 'fast-check';

import { parseRetryAfterMs } from '../../nodes/shared/client/retryAfter';
import {
	retryDelayMs,
	DEFAULT_RETRY,
	WEBHOOK_RETRY,
	type RetryHistory,
} from '../../nodes/shared/client/retry';
import { TopCallsError, type FailureKind } from '../../nodes/shared/errors/TopCallsError';

const KINDS: FailureKind[] = [
	'http',
	'unreachable',
	'untrusted',
	'lost',
	'unreadable',
	'unexpected',
	'canceled',
	'refused',
	'notSent',
];
const time = fc.nat(20 * 60_000);
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

const failure = fc
	.record({
		kind: fc.constantFrom(...KINDS),
		status: fc.oneof(
			fc.constantFrom(408, 409, 425, 429, 500, 503),
			fc.integer({ min: 300, max: 599 }),
		),
		retryAfter: fc.option(time, { nil: undefined }),
	})
	.map(({ kind, status, retryAfter }) =>
		kind === 'http'
			? new TopCallsError('http', 'no', { status, retryAfterMs: retryAfter })
			: new TopCallsError(kind, 'no', { retryAfterMs: retryAfter }),
	);

const history: fc.Arbitrary<RetryHistory> = fc
	.record({
		attempts: fc.integer({ min: 1, max: 60 }),
		faultShare: random,
		elapsedMs: time,
		stalledShare: random,
		mayHaveSucceeded: fc.boolean(),
	})
	.map(({ attempts, faultShare, elapsedMs, stalledShare, mayHaveSucceeded }) => ({
		attempts,
		failures: Math.round(attempts * faultShare),
		elapsedMs,
		stalledMs: Math.floor(elapsedMs * stalledShare),
		mayHaveSucceeded,
	}));

const policies = fc.constantFrom(DEFAULT_RETRY, WEBHOOK_RETRY);

const runs = { numRuns: 2_000 };

test('every pause is a whole number of milliseconds, neither zero nor beyond the limit', () => {
	fc.assert(
		fc.property(failure, history, random, policies, (error, past, chance, bound) => {
			const wait = retryDelayMs(error, past, chance, bound);
			if (wait === undefined) return;
			expect(Number.isSafeInteger(wait)).toBe(true);
			expect(wait).toBeGreaterThanOrEqual(50);
			if (error.status === 429)
				expect(past.stalledMs + wait).toBeLessThanOrEqual(bound.maxStalledMs);
			else expect(past.elapsedMs + wait).toBeLessThanOrEqual(bound.maxElapsedMs);
		}),
		runs,
	);
});

test('the pause that TopCalls asks for is never cut short', () => {
	fc.assert(
		fc.property(failure, history, random, (error, past, chance) => {
			const wait = retryDelayMs(error, past, chance);
			if (wait !== undefined) expect(wait).toBeGreaterThanOrEqual(error.retryAfterMs ?? 0);
		}),
		runs,
	);
});

test('once it is time to give up, more attempts and more time never change that', () => {
	const more = fc.record({
		attempts: fc.nat(5),
		failures: fc.nat(5),
		elapsedMs: time,
		stalledMs: time,
	});
	fc.assert(
		fc.property(failure, history, more, policies, (error, past, later, bound) => {
			const longer = {
				...past,
				attempts: past.attempts + later.attempts,
				failures: past.failures + later.failures,
				elapsedMs: past.elapsedMs + later.elapsedMs,
				stalledMs: past.stalledMs + later.stalledMs,
			};
			if (retryDelayMs(error, past, 0, bound) === undefined) {
				expect(retryDelayMs(error, longer, 0, bound)).toBeUndefined();
			}
		}),
		runs,
	);
});

test('the longest possible pause never shrinks between attempts', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 40 }), random, (attempts, chance) => {
			const past = { attempts, failures: 1, elapsedMs: 0, stalledMs: 0, mayHaveSucceeded: false };
			const pause = (n: number) =>
				retryDelayMs(new TopCallsError('lost', 'no'), { ...past, attempts: n }, chance);
			expect(pause(attempts + 1)).toBeGreaterThanOrEqual(pause(attempts) as number);
		}),
		runs,
	);
});

test('a permanent failure is given up after a bounded number of attempts, with any randomness', () => {
	const luck = fc.array(random, { minLength: 40, maxLength: 40 });
	fc.assert(
		fc.property(failure, luck, policies, (error, chances, bound) => {
			fc.pre(error.status !== 429);
			let past: RetryHistory = {
				attempts: 1,
				failures: 1,
				elapsedMs: 0,
				stalledMs: 0,
				mayHaveSucceeded: true,
			};
			for (const chance of chances) {
				const wait = retryDelayMs(error, past, chance, bound);
				if (wait === undefined) break;
				const elapsedMs = past.elapsedMs + wait;
				past = {
					...past,
					attempts: past.attempts + 1,
					failures: past.failures + 1,
					elapsedMs,
					stalledMs: elapsedMs,
				};
			}
			expect(past.attempts).toBeLessThanOrEqual(bound.maxFailures);
		}),
		{ numRuns: 1_000 },
	);
});

test('any Retry-After is a pause of at least zero, or none', () => {
	const date = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) });
	const header = fc.oneof(
		fc.string(),
		fc.double(),
		fc.nat().map(String),
		date.map((at) => at.toUTCString()),
		fc.array(fc.string(), { maxLength: 2 }),
		fc.anything(),
		fc.constantFrom('1e400', '-1', 'Infinity', '0x10', '9'.repeat(400)),
	);
	fc.assert(
		fc.property(header, fc.nat(), (value, now) => {
			const wait = parseRetryAfterMs(value, now);
			if (wait !== undefined) expect(wait).toBeGreaterThanOrEqual(0);
		}),
		runs,
	);
});

test('seconds and the equivalent date mean the same pause', () => {
	fc.assert(
		fc.property(fc.nat(86_400), fc.nat(2_000_000_000), (seconds, nowInSeconds) => {
			const now = nowInSeconds * 1_000;
			const date = new Date(now + seconds * 1_000).toUTCString();
			expect(parseRetryAfterMs(String(seconds), now)).toBe(seconds * 1_000);
			expect(parseRetryAfterMs(date, now)).toBe(seconds * 1_000);
		}),
		runs,
	);
});
