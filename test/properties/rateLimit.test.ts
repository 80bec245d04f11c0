import fc from 'fast-check';

import {
	afterAccepted,
	afterRefused,
	NO_LIMIT_KNOWN,
	type RateLimit,
} from '../../nodes/api/rateLimit';

/** An answer some time after the one before: accepted, or refused with a pause. Milliseconds. */
const answer = fc.record({
	after: fc.oneof(fc.nat(100), fc.nat(60_000)),
	pause: fc.option(fc.nat(120_000), { nil: undefined }),
});
const answers = fc.array(answer, { maxLength: 200 });

/** What is known after each answer. */
function lived(story: Array<{ after: number; pause?: number }>): RateLimit[] {
	const known = [NO_LIMIT_KNOWN];
	let now = 0;
	for (const { after, pause } of story) {
		now += after;
		const limit = known.at(-1) as RateLimit;
		known.push(pause === undefined ? afterAccepted(limit, now) : afterRefused(limit, now, pause));
	}
	return known;
}

test('as long as TopCalls refuses nothing, nothing is spaced', () => {
	fc.assert(
		fc.property(answers, (story) => {
			const accepted = story.map(({ after }) => ({ after }));
			for (const { rate } of lived(accepted)) expect(rate).toBe(Infinity);
		}),
	);
});

test('no request has to keep a longer distance than two of the longest pauses, or two seconds', () => {
	fc.assert(
		fc.property(answers, (story) => {
			const longest = Math.max(1_000, ...story.map(({ pause = 0 }) => pause));
			const rounding = 1.000001;
			for (const { rate, ceiling } of lived(story)) {
				expect(1 / rate).toBeLessThanOrEqual(2 * longest * rounding);
				expect(rate).toBeLessThanOrEqual(ceiling);
			}
		}),
	);
});

test('a refusal never makes the requests faster than they were, but for one in two pauses', () => {
	fc.assert(
		fc.property(answers, fc.nat(10_000), fc.nat(10_000), (story, after, pause) => {
			const before = lived(story).at(-1) as RateLimit;
			const now = story.reduce((sum, each) => sum + each.after, after);

			const { rate } = afterRefused(before, now, pause);

			const oneInTwoPauses = 1 / (2 * Math.max(1_000, pause));
			expect(rate).toBeLessThanOrEqual(Math.max(before.rate, oneInTwoPauses));
		}),
	);
});

test('a rate that holds is raised again and again, so that no limit is kept for ever', () => {
	fc.assert(
		fc.property(answers, (story) => {
			let now = story.reduce((sum, each) => sum + each.after, 0);
			let limit = lived(story).at(-1) as RateLimit;
			const before = limit.rate;
			for (let times = 0; times < 20; times++) {
				now += 10 * 120_000;
				limit = afterAccepted(limit, now);
			}
			if (before < Infinity) expect(limit.rate).toBeGreaterThan(2 * before);
		}),
	);
});
