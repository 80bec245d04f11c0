import fc from 'fast-check';

import {
	onSuccess,
	onThrottled,
	DEFAULT_MAX,
	FIRST_SIZE,
	openWindow,
	type ConcurrencyWindow,
} from '../../nodes/shared/client/throttle/concurrencyWindow';

const succeed = (window: ConcurrencyWindow, times: number) => {
	for (let answer = 0; answer < times; answer++) window = onSuccess(window);
	return window;
};

test('requests start slowly and double with each successful round trip', () => {
	const window = openWindow();

	expect(window.size).toBe(FIRST_SIZE);
	expect(succeed(window, FIRST_SIZE).size).toBe(2 * FIRST_SIZE);
	expect(succeed(window, 3 * FIRST_SIZE).size).toBe(4 * FIRST_SIZE);
});

test('it never exceeds its maximum', () => {
	expect(succeed(openWindow(), 1_000).size).toBe(DEFAULT_MAX);
	expect(succeed(openWindow(1), 1_000).size).toBe(1);
	expect(openWindow(3.9)).toMatchObject({ size: 3, max: 3 });
});

test('a burst of rejections halves it once, a later one again', () => {
	const window = openWindow();
	const once = onThrottled(window, window.epoch);

	expect(once.size).toBe(FIRST_SIZE / 2);
	expect(onThrottled(once, window.epoch)).toEqual(once);
	expect(onThrottled(once, once.epoch).size).toBe(2);
});

test('after a rejection it grows by one per round trip', () => {
	const window = openWindow();
	const halved = onThrottled(window, window.epoch);
	const grown = succeed(halved, halved.size + 1);

	expect(grown.size).toBeGreaterThanOrEqual(halved.size + 0.9);
	expect(grown.size).toBeLessThan(halved.size + 1.5);
});

test('for any answers, between one request and the maximum are in flight', () => {
	const answers = fc.array(fc.boolean(), { maxLength: 300 });
	fc.assert(
		fc.property(fc.integer({ min: -5, max: 200 }), answers, (max, list) => {
			let window = openWindow(max);
			for (const good of list) {
				window = good ? onSuccess(window) : onThrottled(window, window.epoch);
				expect(window.size).toBeGreaterThanOrEqual(1);
				expect(window.size).toBeLessThanOrEqual(Math.max(1, max));
			}
		}),
	);
});
