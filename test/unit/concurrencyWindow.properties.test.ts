import fc from 'fast-check';

import {
	onSuccess,
	onThrottled,
	openWindow,
	type ConcurrencyWindow,
} from '../../nodes/shared/client/throttle/concurrencyWindow';

/** An answer: good, or one that asks to slow down and belongs to a request sent some epochs ago. */
const answer = fc.oneof(
	{ weight: 4, arbitrary: fc.constant('good' as const) },
	{ weight: 1, arbitrary: fc.record({ epochsAgo: fc.nat(3) }) },
);
const answers = fc.array(answer, { maxLength: 400 });
const max = fc.oneof(
	fc.integer({ min: 1, max: 2_000 }),
	fc.double({ min: -5, max: 300, noNaN: true }),
);

const runs = { numRuns: 500 };

/** Every window in between. */
function lived(bound: number, story: Array<'good' | { epochsAgo: number }>): ConcurrencyWindow[] {
	const windows = [openWindow(bound)];
	for (const event of story) {
		const window = windows.at(-1) as ConcurrencyWindow;
		const next =
			event === 'good'
				? onSuccess(window)
				: onThrottled(window, Math.max(0, window.epoch - event.epochsAgo));
		windows.push(next);
	}
	return windows;
}

test('at least one request and never more than the maximum may be in flight', () => {
	fc.assert(
		fc.property(max, answers, (bound, story) => {
			for (const window of lived(bound, story)) {
				expect(window.size).toBeGreaterThanOrEqual(1);
				expect(window.size).toBeLessThanOrEqual(Math.max(1, Math.floor(bound)));
			}
		}),
		runs,
	);
});

test('one answer widens the window by one request at most and never narrows it', () => {
	fc.assert(
		fc.property(max, answers, (bound, story) => {
			const window = lived(bound, story).at(-1) as ConcurrencyWindow;
			const { size } = onSuccess(window);
			expect(size).toBeGreaterThanOrEqual(window.size);
			expect(size).toBeLessThanOrEqual(window.size + 1);
		}),
		runs,
	);
});

test('a burst of “slow down” halves the window at most once', () => {
	fc.assert(
		fc.property(max, answers, fc.integer({ min: 1, max: 50 }), (bound, story, burst) => {
			const before = lived(bound, story).at(-1) as ConcurrencyWindow;
			let window = before;
			for (let count = 0; count < burst; count++) window = onThrottled(window, before.epoch);
			expect(window.size).toBeLessThanOrEqual(before.size);
			expect(window.size).toBeGreaterThanOrEqual(Math.max(1, Math.floor(before.size / 2)));
			expect(window.epoch).toBe(before.epoch + 1);
		}),
		runs,
	);
});

test('an answer to an older request changes nothing', () => {
	fc.assert(
		fc.property(max, answers, fc.nat(3), (bound, story, epochsAgo) => {
			const window = lived(bound, story).at(-1) as ConcurrencyWindow;
			expect(onThrottled(window, window.epoch - 1 - epochsAgo)).toEqual(window);
		}),
		runs,
	);
});

test('after any failures, enough good answers open the window fully again', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 100 }), answers, (bound, story) => {
			const tired = lived(bound, story).at(-1) as ConcurrencyWindow;
			let window = tired;
			for (let count = 0; count < bound * bound + bound; count++) window = onSuccess(window);
			expect(window.size).toBe(bound);
		}),
		{ numRuns: 100 },
	);
});
