import fc from 'fast-check';

import { pollDelayMs } from '../../nodes/TopCalls/wait/pollDelay';
import { isToken, resumeToken } from '../../nodes/TopCalls/wait/resumeToken';
import { fingerprint } from '../../nodes/shared/crypto';
import { resumeUrl, TOKEN_PARAMETER } from '../../nodes/TopCalls/wait/resumeUrl';

const GRACE = 60_000;

test('polling a call ends within its time and a short grace period, after a bounded number of polls', () => {
	const call = fc.record({
		maxWait: fc.integer({ min: 1, max: 3 * 3_600_000 }),
		endsAfter: fc.option(fc.nat(4 * 3_600_000), { nil: Infinity }),
		lateness: fc.nat(2_000),
	});
	fc.assert(
		fc.property(call, ({ maxWait, endsAfter, lateness }) => {
			let now = 0;
			let polls = 0;
			let endedAt: number | undefined;
			for (; ; polls++) {
				if (now >= endsAfter) endedAt ??= now;
				const wait = pollDelayMs({ polls, now, deadline: maxWait, endedAt });
				if (wait === undefined) break;
				if (wait <= 0) throw new Error('It would spin');
				now += wait + lateness;
			}
			expect(now).toBeLessThanOrEqual(maxWait + GRACE + 3 * lateness);
			expect(polls).toBeLessThanOrEqual(maxWait / 15_000 + 40);
		}),
		{ numRuns: 200 },
	);
});

test('intervals between polls grow, never beyond 15 seconds nor past the deadline', () => {
	const moment = fc.record({ polls: fc.nat(10_000), now: fc.nat(1e9), left: fc.nat(1e9) });
	fc.assert(
		fc.property(moment, ({ polls, now, left }) => {
			const deadline = now + left;
			const wait = pollDelayMs({ polls, now, deadline });
			if (wait === undefined) return expect(left).toBe(0);
			expect(wait).toBeLessThanOrEqual(Math.min(15_000, left));
			expect(pollDelayMs({ polls: polls + 1, now, deadline })).toBeGreaterThanOrEqual(wait);
		}),
		{ numRuns: 500 },
	);
});

const identity = fc.record({
	workflowId: fc.string(),
	executionId: fc.string(),
	nodeId: fc.uuid(),
});
const key = fc.string({ minLength: 1 });

test('the token of a waiting execution matches that execution and no other', () => {
	fc.assert(
		fc.property(key, identity, key, identity, (key1, one, key2, other) => {
			const token = resumeToken(key1, one);
			expect(isToken(token, fingerprint(token))).toBe(true);
			const isSame = key1 === key2 && JSON.stringify(one) === JSON.stringify(other);
			expect(isToken(resumeToken(key2, other), fingerprint(token))).toBe(isSame);
		}),
		{ numRuns: 500 },
	);
});

test('only the token itself matches', () => {
	fc.assert(
		fc.property(key, identity, fc.anything(), fc.nat(42), (secret, one, guess, at) => {
			const token = resumeToken(secret, one);
			const almost = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
			expect(isToken(almost, fingerprint(token))).toBe(false);
			expect(isToken(guess, fingerprint(token))).toBe(false);
			expect(isToken(fingerprint(token), fingerprint(token))).toBe(false);
		}),
		{ numRuns: 500 },
	);
});

test('a resume URL keeps n8n’s own address and query, and contains the token unchanged', () => {
	const base = fc.webUrl({ withQueryParameters: true });
	fc.assert(
		fc.property(base, identity, key, (address, one, secret) => {
			const token = resumeToken(secret, one);
			const url = resumeUrl(address, one.nodeId, token);
			expect(url?.origin).toBe(new URL(address).origin);
			expect(url?.pathname.endsWith(`/${one.nodeId}`)).toBe(true);
			expect(url?.searchParams.getAll(TOKEN_PARAMETER)).toEqual([token]);
			for (const [name, value] of new URL(address).searchParams) {
				expect(url?.searchParams.getAll(name)).toContain(value);
			}
		}),
		{ numRuns: 500 },
	);
});

test('an invalid URL gives no resume URL', () => {
	fc.assert(
		fc.property(fc.oneof(fc.anything(), fc.constant({ toString: 1 })), (value) => {
			const url = resumeUrl(value, 'node', 'token');
			expect(url === undefined || url instanceof URL).toBe(true);
		}),
	);
});
