/**
 * What has been learnt of TopCalls' rate limit from its refusals, of which each costs a pause. Immutable;
 * times in milliseconds, rates in requests per millisecond.
 */
export interface RateLimit {
	/** At which requests may begin now; Infinity as long as nothing is known. */
	readonly rate: number;
	/** At which it was too much. */
	readonly ceiling: number;
	/** Requests that TopCalls accepted since its last refusal. */
	readonly accepted: number;
	/** When the last refusal came; -Infinity before the first. */
	readonly refusedAt: number;
	/** When the pause after it was over. */
	readonly resumedAt: number;
	/** When the rate was last changed, or may be put to the proof again. */
	readonly provenAt: number;
}

export const NO_LIMIT_KNOWN: RateLimit = {
	rate: Infinity,
	ceiling: Infinity,
	accepted: 0,
	refusedAt: -Infinity,
	resumedAt: -Infinity,
	provenAt: -Infinity,
};

/** A rate must hold for so many pauses before a higher one is tried, which may cost a pause. */
const PROOF_IN_PAUSES = 10;
const SHORTEST_PAUSE = 1_000;
/** From here on a rate that holds disproves the ceiling. */
const NEAR = 0.95;
const HIGHER = 1.1;

/** TopCalls accepted a request: a rate that has held long enough moves half the way to the ceiling. */
export function afterAccepted(limit: RateLimit, now: number): RateLimit {
	const next = { ...limit, accepted: limit.accepted + 1 };
	const pause = Math.max(SHORTEST_PAUSE, limit.resumedAt - limit.refusedAt);
	if (limit.rate === Infinity || now - limit.provenAt < PROOF_IN_PAUSES * pause) return next;

	const ceiling = limit.rate > NEAR * limit.ceiling ? limit.ceiling * HIGHER : limit.ceiling;
	return { ...next, ceiling, rate: (limit.rate + ceiling) / 2, provenAt: now };
}

/**
 * TopCalls answered “too many requests”. What it accepted since it last did so bounds its limit: that was
 * allowed over the whole time, the pause included, and no more was allowed while requests went out.
 *
 * @param now   when the first refusal of a burst came
 * @param pause how long nothing is sent now
 */
export function afterRefused(limit: RateLimit, now: number, pause: number): RateLimit {
	const resumedAt = now + pause;
	const next = { ...limit, accepted: 0, refusedAt: now, resumedAt, provenAt: resumedAt };
	const { accepted, refusedAt } = limit;
	if (refusedAt === -Infinity || accepted === 0 || now <= limit.resumedAt) return next;
	// However little was accepted: two pauses are long enough for one request.
	const least = 1 / (2 * Math.max(pause, SHORTEST_PAUSE));
	const floor = Math.max(accepted / (now - refusedAt), least);
	const ceiling = Math.max(floor, Math.min(limit.rate, accepted / (now - limit.resumedAt)));
	return { ...next, rate: (floor + ceiling) / 2, ceiling };
}
