/** How many requests may be in flight at once, and the state that decides it. Immutable. */
export interface ConcurrencyWindow {
	/** Requests allowed in flight; only its whole part counts. */
	readonly size: number;
	/** Below this size the window doubles each round trip; above it, it grows by one. */
	readonly threshold: number;
	readonly max: number;
	/** Rises with each throttling, so that answers to older requests do not halve the window again. */
	readonly epoch: number;
}

export const FIRST_SIZE = 10;
export const DEFAULT_MAX = 100;

/** @param max the most requests in flight, at least 1 */
export function openWindow(max: number = DEFAULT_MAX): ConcurrencyWindow {
	const cap = Math.max(1, Math.floor(max));
	return { size: Math.min(FIRST_SIZE, cap), threshold: cap, max: cap, epoch: 0 };
}

/** The same window, with room for at least so many. */
export function widen(window: ConcurrencyWindow, max: number): ConcurrencyWindow {
	if (max <= window.max) return window;
	const isUnthrottled = window.threshold === window.max;
	return { ...window, max, threshold: isUnthrottled ? max : window.threshold };
}

/** A request was accepted: doubling per round trip means one more per answer. */
export function onSuccess(window: ConcurrencyWindow): ConcurrencyWindow {
	const growth = window.size < window.threshold ? 1 : 1 / window.size;
	return { ...window, size: Math.min(window.max, window.size + growth) };
}

/**
 * TopCalls asked to slow down (429 or 503): half of the window, once per burst of such answers.
 *
 * @param sentIn the epoch in which the throttled request went out
 */
export function onThrottled(window: ConcurrencyWindow, sentIn: number): ConcurrencyWindow {
	if (sentIn < window.epoch) return window;
	const size = Math.max(1, Math.floor(window.size / 2));
	return { ...window, size, threshold: size, epoch: window.epoch + 1 };
}
