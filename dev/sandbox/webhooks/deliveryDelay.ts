import { chance } from '../seededRandom';

/** How far apart the copies of a webhook are when no scatter is set. */
const COPY_SCATTER_MS = 5_000;

/** Sandbox time by which a copy of a webhook is delayed; about half of the copies are sent with the first one. */
export function deliveryDelayMs(
	copy: number,
	subject: readonly string[],
	{ seed, webhookScatterMs }: { seed: number; webhookScatterMs: number },
): number {
	const leavesWithTheFirst = copy > 1 && chance(seed, 'together', copy, ...subject) < 0.5;
	if (copy === 1 || leavesWithTheFirst) {
		return Math.round(chance(seed, 'late', ...subject) * webhookScatterMs);
	}
	return Math.round(chance(seed, 'late', copy, ...subject) * (webhookScatterMs || COPY_SCATTER_MS));
}
