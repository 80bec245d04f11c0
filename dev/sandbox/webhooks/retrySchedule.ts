const MINUTE_MS = 60_000;

/** The documented waits before the second, third, fourth and fifth try. */
const WAITS_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, 60 * MINUTE_MS];

/** When to try again after `tries` tries, the last at `lastTryAt`; null when it is given up. */
export function nextTryAt(tries: number, lastTryAt: number): number | null {
	const wait = WAITS_MS[tries - 1];
	return wait === undefined ? null : lastTryAt + wait;
}
