import { onAccepted, onRejected, UNKNOWN_RATE, type AdaptiveRate } from './adaptiveRate';
import { Rejections, type Sent } from './rejections';
import { onSuccess, onThrottled, openWindow, type ConcurrencyWindow } from './concurrencyWindow';
import { WaitingList } from './waitingList';

/** A monotonic clock, in milliseconds. */
export interface Clock {
	now(): number;
	sleep(milliseconds: number): Promise<void>;
}

export interface ThrottleSettings {
	/** The most requests in flight at once. */
	maxConcurrency?: number;
	/** Requests begun per minute; without it as fast as TopCalls allows. */
	requestsPerMinute?: number;
}

/** Permission to send one request. */
export type Slot = Sent;

/**
 * Sends the requests of one node in order: never more at once than the concurrency window allows, none while
 * TopCalls asked for a pause, evenly spaced if a rate is set or was learned.
 */
export class RequestQueue {
	private window: ConcurrencyWindow;
	private adaptiveRate = UNKNOWN_RATE;
	private inFlight = 0;
	private readonly waiting = new WaitingList();
	private throttledAt = 0;
	private pausedUntil = 0;
	private nextStart = 0;
	private nextAtRate = 0;
	private wakeAt = Infinity;
	private slotsGiven = 0;
	private readonly rejections = new Rejections();
	/** The state to restore if the last rejection turns out not to be about the rate. */
	private before?: { window: ConcurrencyWindow; rate: AdaptiveRate; heldUntil: number };
	private drainReason?: Error;
	private abortReason?: Error;
	private onAborted: () => void = () => undefined;
	private readonly whenAborted = new Promise<void>((resolve) => (this.onAborted = resolve));
	private progressAt: number;

	constructor(
		private readonly settings: ThrottleSettings,
		private readonly clock: Clock,
	) {
		this.window = openWindow(settings.maxConcurrency);
		this.progressAt = clock.now();
	}

	/** Milliseconds since TopCalls last accepted a request, or since the queue was created. */
	get stalledMs(): number {
		return this.clock.now() - this.progressAt;
	}

	/**
	 * Waits for a slot.
	 *
	 * @param priority requests with a lower number go first
	 * @param isRetry whether this request was sent before and its result is still unknown
	 * @throws the reason given to `drain` or `abort`
	 */
	async acquire(priority: number, isRetry: boolean): Promise<Slot> {
		const reason = this.abortReason ?? (isRetry ? undefined : this.drainReason);
		if (reason) throw reason;
		return await new Promise<Slot>((resolve, reject) => {
			this.waiting.add({ priority, isRetry, resolve, reject });
			this.startNext();
		});
	}

	/**
	 * Runs work that counts as one request, but whose result says nothing about the API's rate limit.
	 *
	 * @param priority work with a lower number goes first
	 */
	async run<T>(priority: number, work: () => Promise<T>): Promise<T> {
		await this.acquire(priority, false);
		try {
			return await work();
		} finally {
			this.release();
		}
	}

	/** Releases the slot after TopCalls accepted the request. */
	succeeded(slot: Slot): void {
		this.progressAt = this.clock.now();
		this.adaptiveRate = onAccepted(this.adaptiveRate, this.progressAt);
		this.window = onSuccess(this.window);
		this.rejections.accepted(slot);
		if (this.rejections.areSingle) this.goBack();
		this.release();
	}

	/**
	 * Releases the slot after TopCalls asked to slow down.
	 *
	 * @param pauseMs     milliseconds during which nothing more is sent
	 * @param isRateLimit whether it said that these were too many requests, from which its limit is learnt
	 */
	throttled(slot: Slot, pauseMs: number, isRateLimit: boolean): void {
		// The pause counts from the first response of a burst, or the last one would extend it.
		const isFirst = slot.epoch === this.window.epoch;
		if (isRateLimit) {
			this.rejections.rejected(slot, isFirst);
			if (isFirst && this.adaptiveRate.rate < Infinity)
				this.rejections.rejectedAtRate(this.adaptiveRate.accepted);
			if (this.rejections.areSingle) {
				this.adaptiveRate = UNKNOWN_RATE;
				return this.release();
			}
		}
		if (isFirst) {
			const { window, adaptiveRate, pausedUntil } = this;
			this.before = { window, rate: adaptiveRate, heldUntil: pausedUntil };
			this.throttledAt = this.clock.now();
			if (isRateLimit) this.adaptiveRate = onRejected(adaptiveRate, this.throttledAt, pauseMs);
		}
		this.window = onThrottled(this.window, slot.epoch);
		this.pausedUntil = Math.max(this.pausedUntil, this.throttledAt + pauseMs);
		this.release();
	}

	/** Releases the slot after any other failure. */
	failed(): void {
		this.release();
	}

	/** Waits before a retry, but not once the queue is aborted. */
	async pause(milliseconds: number): Promise<void> {
		await Promise.race([this.clock.sleep(milliseconds), this.whenAborted]);
	}

	/** Sends no new requests. Those that were sent before may be retried, to learn their result. */
	drain(reason: Error): void {
		this.drainReason ??= reason;
		this.waiting.drop(this.drainReason, ({ isRetry }) => !isRetry);
	}

	/** Sends nothing any more. */
	abort(reason: Error): void {
		this.abortReason ??= reason;
		this.onAborted();
		this.waiting.drop(this.abortReason);
	}

	private goBack(): void {
		if (!this.before) return;
		const { window, rate, heldUntil } = this.before;
		this.window = { ...window, epoch: this.window.epoch };
		this.adaptiveRate = { ...rate, accepted: rate.accepted + this.adaptiveRate.accepted };
		this.pausedUntil = heldUntil;
		this.before = undefined;
	}

	private release(): void {
		this.inFlight -= 1;
		this.startNext();
	}

	private startNext(): void {
		while (this.waiting.length > 0 && this.inFlight < Math.floor(this.window.size)) {
			const now = this.clock.now();
			const delayMs = Math.max(this.pausedUntil, this.nextStart, this.nextAtRate) - now;
			if (delayMs > 0) return this.wakeIn(delayMs);

			this.inFlight += 1;
			if (this.settings.requestsPerMinute) {
				this.nextStart = now + 60_000 / this.settings.requestsPerMinute;
			}
			// If the event loop ran late, catch up by at most one request.
			this.nextAtRate = Math.max(now, this.nextAtRate + 1 / this.adaptiveRate.rate);
			this.waiting.next()?.resolve({ epoch: this.window.epoch, number: this.slotsGiven++ });
		}
	}

	private wakeIn(delayMs: number): void {
		const at = this.clock.now() + delayMs;
		if (at >= this.wakeAt) return;
		this.wakeAt = at;
		void this.clock.sleep(delayMs).then(() => {
			if (this.wakeAt === at) this.wakeAt = Infinity;
			this.startNext();
		});
	}
}
