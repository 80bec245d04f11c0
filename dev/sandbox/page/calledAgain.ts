import type { Call } from '../calls/call';

/** How long an idempotency key stands for one call. */
const KEY_LASTS_MS = 24 * 60 * 60_000;

type Made = Pick<Call, 'request' | 'rings' | 'idempotencyKey' | 'createdAt'>;

/** The numbers that were called more than once. */
export interface CalledAgain {
	/** Under one idempotency key: a retry called somebody twice. */
	byRetry: ReadonlySet<string>;
	/** Only by separate requests: a new run of a workflow, a campaign, another program. */
	byNewRun: ReadonlySet<string>;
}

/** @param calls oldest first; those whose phone never rang count for nothing */
export function calledAgain(calls: readonly Made[]): CalledAgain {
	const called = new Set<string>();
	const again = new Set<string>();
	const byRetry = new Set<string>();
	const keyUsedAt = new Map<string, number>();
	for (const { request, rings, idempotencyKey, createdAt } of calls) {
		if (rings === 0) continue;
		const number = request.phone_number;
		if (called.has(number) || rings > 1) again.add(number);
		called.add(number);
		if (rings > 1) byRetry.add(number);
		if (idempotencyKey === null) continue;
		const use = `${number} ${idempotencyKey}`;
		const before = keyUsedAt.get(use);
		if (before !== undefined && createdAt - before < KEY_LASTS_MS) byRetry.add(number);
		keyUsedAt.set(use, createdAt);
	}
	return { byRetry, byNewRun: new Set([...again].filter((number) => !byRetry.has(number))) };
}
