import type { RequestQueue } from '../../nodes/shared/client/throttle/requestQueue';
import { DEFAULT_RETRY, retryDelayMs, type RetryPolicy } from '../../nodes/shared/client/retry';
import { TopCallsError } from '../../nodes/shared/errors/TopCallsError';
import { takeToken, type Bucket, type Rate } from '../../dev/sandbox/http/rateLimit';
import type { ManualClock } from './manualClock';

/** What TopCalls answers: nothing but that the request was accepted, or a status and perhaps Retry-After. */
export type Answer = { status: number; retryAfterMs?: number } | undefined;

/** TopCalls, as far as its answers depend on when requests come; times on the clock of the test. */
export class SimulatedApi {
	/** How many answers there were, by their status. */
	readonly answers = new Map<number, number>();
	private bucket: Bucket | null = null;

	constructor(
		private readonly clock: ManualClock,
		private readonly latencyMs: number,
		private readonly rate?: Rate,
		private readonly fault: (attempt: number) => Answer = () => undefined,
	) {}

	/** @param attempt 0 for the first of a request */
	async send(attempt: number): Promise<Answer> {
		await this.clock.sleep(this.latencyMs / 2);
		const answer = this.fault(attempt) ?? this.overRate();
		const status = answer?.status ?? 201;
		this.answers.set(status, (this.answers.get(status) ?? 0) + 1);
		await this.clock.sleep(this.latencyMs / 2);
		return answer;
	}

	private overRate(): Answer {
		if (!this.rate) return undefined;
		const { bucket, waitMs } = takeToken(this.bucket, this.rate, this.clock.now());
		this.bucket = bucket;
		return waitMs === 0
			? undefined
			: { status: 429, retryAfterMs: Math.ceil(waitMs / 1_000) * 1_000 };
	}
}

/**
 * One request, kept up as the client does.
 *
 * @returns when it was accepted
 * @throws TopCallsError when it gives up; the reason given to `drain` or `abort`
 */
export async function request(
	queue: RequestQueue,
	api: SimulatedApi,
	clock: ManualClock,
	priority = 0,
	policy: RetryPolicy = DEFAULT_RETRY,
): Promise<number> {
	const askedAt = clock.now();
	let pauseMs = 0;
	for (let attempts = 0; ; ) {
		const slot = await queue.acquire(priority, attempts > 0, pauseMs);
		const answer = await api.send(attempts);
		attempts += 1;
		if (!answer) {
			queue.succeeded(slot);
			return clock.now();
		}
		const { status, retryAfterMs } = answer;
		const error = new TopCallsError('http', `answered ${status}`, { status, retryAfterMs });
		const stalledMs = Math.min(clock.now() - askedAt, queue.stalledMs);
		const history = { attempts, failures: 0, elapsedMs: 0, stalledMs, mayHaveSucceeded: false };
		const delayMs = retryDelayMs(error, history, 0.5, policy);
		if (status === 429 || status === 503) queue.throttled(slot, delayMs ?? 0, status === 429);
		else queue.failed();
		if (delayMs === undefined) throw error;
		pauseMs = delayMs;
	}
}
