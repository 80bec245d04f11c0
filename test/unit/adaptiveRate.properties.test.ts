import fc from 'fast-check';

import {
	onAccepted,
	onRejected,
	UNKNOWN_RATE,
	type AdaptiveRate,
} from '../../nodes/shared/client/throttle/adaptiveRate';

/** An answer some time after the one before: accepted, or refused with a pause. Milliseconds. */
const answer = fc.record({
	after: fc.oneof(fc.nat(100), fc.nat(60_000)),
	pause: fc.option(fc.nat(120_000), { nil: undefined }),
});
const answers = fc.array(answer, { maxLength: 200 });

/** The estimate after each answer. */
function lived(story: Array<{ after: number; pause?: number }>): AdaptiveRate[] {
	const known = [UNKNOWN_RATE];
	let now = 0;
	for (const { after, pause } of story) {
		now += after;
		const limit = known.at(-1) as AdaptiveRate;
		known.push(pause === undefined ? onAccepted(limit, now) : onRejected(limit, now, pause));
	}
	return known;
}

test('as long as TopCalls rejects nothing, requests are not spaced', () => {
	fc.assert(
		fc.property(answers, (story) => {
			const accepted = story.map(({ after }) => ({ after }));
			for (const { rate } of lived(accepted)) expect(rate).toBe(Infinity);
		}),
	);
});

test('the rate lies between what TopCalls once allowed and what was too much', () => {
	fc.assert(
		fc.property(answers, (story) => {
			let allowed = 0;
			for (const { rate, floor, ceiling } of lived(story)) {
				expect(floor).toBeGreaterThanOrEqual(allowed);
				expect(rate).toBeGreaterThanOrEqual(floor);
				expect(rate).toBeLessThanOrEqual(ceiling);
				expect(rate).toBeGreaterThan(0);
				allowed = floor;
			}
		}),
	);
});

test('a stable rate is raised repeatedly, so that no limit is kept forever', () => {
	fc.assert(
		fc.property(answers, (story) => {
			let now = story.reduce((sum, each) => sum + each.after, 0);
			let limit = lived(story).at(-1) as AdaptiveRate;
			const before = limit.rate;
			for (let times = 0; times < 20; times++) {
				now += 10 * 120_000;
				limit = onAccepted(limit, now);
			}
			if (before < Infinity) expect(limit.rate).toBeGreaterThan(2 * before);
		}),
	);
});
