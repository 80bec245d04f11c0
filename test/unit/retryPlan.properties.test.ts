import fc from 'fast-check';

import { parseRetryAfter } from '../../nodes/shared/client/retryAfter';
import { nextTry, PATIENT, PROMPT, type RetryHistory } from '../../nodes/shared/client/retry';
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
			? new TopCallsError('http', 'no', { status, retryAfter })
			: new TopCallsError(kind, 'no', { retryAfter }),
	);

const history: fc.Arbitrary<RetryHistory> = fc
	.record({
		tries: fc.integer({ min: 1, max: 60 }),
		faultShare: random,
		elapsed: time,
		stalledShare: random,
		replyLost: fc.boolean(),
	})
	.map(({ tries, faultShare, elapsed, stalledShare, replyLost }) => ({
		tries,
		faults: Math.round(tries * faultShare),
		elapsed,
		stalled: Math.floor(elapsed * stalledShare),
		replyLost,
	}));

const patience = fc.constantFrom(PATIENT, PROMPT);

const runs = { numRuns: 2_000 };

test('every pause is a whole number of milliseconds that neither spins nor outlives the bound', () => {
	fc.assert(
		fc.property(failure, history, random, patience, (error, past, chance, bound) => {
			const wait = nextTry(error, past, chance, bound);
			if (wait === undefined) return;
			expect(Number.isSafeInteger(wait)).toBe(true);
			expect(wait).toBeGreaterThanOrEqual(50);
			if (error.status === 429) expect(past.stalled + wait).toBeLessThanOrEqual(bound.stalled);
			else expect(past.elapsed + wait).toBeLessThanOrEqual(bound.elapsed);
		}),
		runs,
	);
});

test('the pause that TopCalls asks for is never cut short', () => {
	fc.assert(
		fc.property(failure, history, random, (error, past, chance) => {
			const wait = nextTry(error, past, chance);
			if (wait !== undefined) expect(wait).toBeGreaterThanOrEqual(error.retryAfter ?? 0);
		}),
		runs,
	);
});

test('once it is time to give up, more tries and more time never change that', () => {
	const more = fc.record({ tries: fc.nat(5), faults: fc.nat(5), elapsed: time, stalled: time });
	fc.assert(
		fc.property(failure, history, more, patience, (error, past, later, bound) => {
			const longer = {
				...past,
				tries: past.tries + later.tries,
				faults: past.faults + later.faults,
				elapsed: past.elapsed + later.elapsed,
				stalled: past.stalled + later.stalled,
			};
			if (nextTry(error, past, 0, bound) === undefined) {
				expect(nextTry(error, longer, 0, bound)).toBeUndefined();
			}
		}),
		runs,
	);
});

test('the longest possible pause never shrinks from try to try', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 40 }), random, (tries, chance) => {
			const past = { tries, faults: 1, elapsed: 0, stalled: 0, replyLost: false };
			const pause = (n: number) =>
				nextTry(new TopCallsError('lost', 'no'), { ...past, tries: n }, chance);
			expect(pause(tries + 1)).toBeGreaterThanOrEqual(pause(tries) as number);
		}),
		runs,
	);
});

test('a fault that never ends is given up after a bounded number of tries, whatever the chances', () => {
	const luck = fc.array(random, { minLength: 40, maxLength: 40 });
	fc.assert(
		fc.property(failure, luck, patience, (error, chances, bound) => {
			fc.pre(error.status !== 429);
			let past: RetryHistory = { tries: 1, faults: 1, elapsed: 0, stalled: 0, replyLost: true };
			for (const chance of chances) {
				const wait = nextTry(error, past, chance, bound);
				if (wait === undefined) break;
				const elapsed = past.elapsed + wait;
				past = {
					...past,
					tries: past.tries + 1,
					faults: past.faults + 1,
					elapsed,
					stalled: elapsed,
				};
			}
			expect(past.tries).toBeLessThanOrEqual(bound.faults);
		}),
		{ numRuns: 1_000 },
	);
});

test('a Retry-After of any kind is a pause that is not negative, or none', () => {
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
			const wait = parseRetryAfter(value, now);
			if (wait !== undefined) expect(wait).toBeGreaterThanOrEqual(0);
		}),
		runs,
	);
});

test('seconds and the date that is so far away mean the same pause', () => {
	fc.assert(
		fc.property(fc.nat(86_400), fc.nat(2_000_000_000), (seconds, nowInSeconds) => {
			const now = nowInSeconds * 1_000;
			const date = new Date(now + seconds * 1_000).toUTCString();
			expect(parseRetryAfter(String(seconds), now)).toBe(seconds * 1_000);
			expect(parseRetryAfter(date, now)).toBe(seconds * 1_000);
		}),
		runs,
	);
});
