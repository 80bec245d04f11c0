/**
 * An estimate of the API's rate limit, found by bisection from its 429 responses. Each 429 costs a pause, so probing is
 * rare. Immutable; times in milliseconds, rates in requests per millisecond.
 */
export interface AdaptiveRate {
	/** The current rate; Infinity as long as nothing is known. */
	readonly rate: number;
	/** The rate that TopCalls has allowed over time, including its pauses. */
	readonly floor: number;
	/** The rate that was too high. */
	readonly ceiling: number;
	/** Requests that TopCalls accepted since it last refused one. */
	readonly accepted: number;
	/** When it last refused one after accepting some; -Infinity before the first time. */
	readonly rejectedAt: number;
	/** The pause that it asked for last, and when that was over. */
	readonly pauseMs: number;
	readonly resumedAt: number;
	/** Since when the rate has held. */
	readonly stableSince: number;
}

export const UNKNOWN_RATE: AdaptiveRate = {
	rate: Infinity,
	floor: 0,
	ceiling: Infinity,
	accepted: 0,
	rejectedAt: -Infinity,
	pauseMs: 0,
	resumedAt: -Infinity,
	stableSince: -Infinity,
};

/** A rate must hold for this many pauses before a higher one is tried, which may cost a pause. */
const STABLE_PAUSES = 10;
const MIN_PAUSE_MS = 1_000;
/** From here on a rate that holds disproves the ceiling. */
const NEAR_CEILING = 0.95;
const PROBE_FACTOR = 1.1;

/** TopCalls accepted a request: a rate that has held long enough moves half the way to the ceiling. */
export function onAccepted(current: AdaptiveRate, now: number): AdaptiveRate {
	const next = { ...current, accepted: current.accepted + 1 };
	const { rate, pauseMs, stableSince } = current;
	const proofMs = STABLE_PAUSES * Math.max(MIN_PAUSE_MS, pauseMs);
	if (rate === Infinity || now - stableSince < proofMs) return next;

	const ceiling =
		rate > NEAR_CEILING * current.ceiling ? current.ceiling * PROBE_FACTOR : current.ceiling;
	return { ...next, ceiling, rate: (rate + ceiling) / 2, stableSince: now };
}

/**
 * TopCalls answered “too many requests”. What it accepted since it last did so bounds its current: that was
 * allowed over the whole time, the pause included, and no more was allowed while requests went out.
 *
 * Below what was once allowed the rate never goes: refusals may have other reasons than a rate.
 *
 * @param now   when the first refusal of a burst came
 * @param pauseMs how long nothing is sent now
 */
export function onRejected(current: AdaptiveRate, now: number, pauseMs: number): AdaptiveRate {
	const { accepted, rejectedAt } = current;
	const isFirst = rejectedAt === -Infinity;
	const resumedAt = now + pauseMs;
	const held: AdaptiveRate = { ...current, pauseMs, resumedAt, stableSince: resumedAt };
	if (accepted === 0 && !isFirst) return held;

	const next = { ...held, accepted: 0, rejectedAt: now };
	if (isFirst || now <= current.resumedAt) return next;
	const floor = Math.max(current.floor, accepted / (now - rejectedAt));
	const tooMuch = Math.min(current.rate, accepted / (now - current.resumedAt));
	const ceiling = Math.max(floor, tooMuch);
	return { ...next, floor, ceiling, rate: (floor + ceiling) / 2 };
}
