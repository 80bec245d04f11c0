import { onAccepted, onRejected, UNKNOWN_RATE, type AdaptiveRate } from './adaptiveRate';
import {
	onSuccess,
	onThrottled,
	openWindow,
	widen,
	type ConcurrencyWindow,
} from './concurrencyWindow';
import { Rejections, type Sent } from './rejections';

/**
 * What TopCalls allows an account, as its answers show: how many requests at once, how fast, and from when. Times in
 * milliseconds.
 */
export class AccountLimits {
	private window = openWindow();
	private adaptiveRate = UNKNOWN_RATE;
	private readonly rejections = new Rejections();
	private throttledAt = 0;
	private pausedUntil = 0;
	private nextAtRate = 0;
	private sent = 0;
	/** The state to restore if the last rejection turns out not to be about the rate. */
	private before?: { window: ConcurrencyWindow; rate: AdaptiveRate; heldUntil: number };

	/** How many requests may be in flight. */
	get concurrency(): number {
		return Math.floor(this.window.size);
	}

	/** When the next request may begin. */
	get opensAt(): number {
		return Math.max(this.pausedUntil, this.nextAtRate);
	}

	/** @param maxConcurrency which the user allows */
	raise(maxConcurrency: number): void {
		this.window = widen(this.window, maxConcurrency);
	}

	/** A request goes out. */
	begin(now: number): Sent {
		// If the event loop ran late, catch up by at most one request.
		this.nextAtRate = Math.max(now, this.nextAtRate + 1 / this.adaptiveRate.rate);
		return { epoch: this.window.epoch, number: this.sent++ };
	}

	/** @param inFlight requests, this one included */
	accepted(request: Sent, now: number, inFlight: number): void {
		this.adaptiveRate = onAccepted(this.adaptiveRate, now);
		// A window that was not full says nothing about a larger one.
		if (inFlight >= this.concurrency) this.window = onSuccess(this.window);
		this.rejections.accepted(request);
		if (this.rejections.areSingle) this.restore();
	}

	/**
	 * TopCalls asked to slow down.
	 *
	 * @param pauseMs     milliseconds during which nothing more is sent
	 * @param isRateLimit whether it said that these were too many requests, from which its limit is learned
	 */
	throttled(request: Sent, now: number, pauseMs: number, isRateLimit: boolean): void {
		// The pause counts from the first response of a burst, or the last one would extend it.
		const isFirst = request.epoch === this.window.epoch;
		if (isRateLimit) {
			this.rejections.rejected(request, isFirst);
			if (isFirst && this.adaptiveRate.rate < Infinity)
				this.rejections.rejectedAtRate(this.adaptiveRate.accepted);
			if (this.rejections.areSingle) {
				this.adaptiveRate = UNKNOWN_RATE;
				return;
			}
		}
		if (isFirst) {
			const { window, adaptiveRate, pausedUntil } = this;
			this.before = { window, rate: adaptiveRate, heldUntil: pausedUntil };
			this.throttledAt = now;
			if (isRateLimit) this.adaptiveRate = onRejected(adaptiveRate, now, pauseMs);
		}
		this.window = onThrottled(this.window, request.epoch);
		this.pausedUntil = Math.max(this.pausedUntil, this.throttledAt + pauseMs);
	}

	private restore(): void {
		if (!this.before) return;
		const { window, rate, heldUntil } = this.before;
		this.window = { ...window, max: this.window.max, epoch: this.window.epoch };
		this.adaptiveRate = { ...rate, accepted: rate.accepted + this.adaptiveRate.accepted };
		this.pausedUntil = heldUntil;
		this.before = undefined;
	}
}
