import { afterAccepted, afterRefused, NO_LIMIT_KNOWN, type RateLimit } from './adaptiveRate';
import { Refusals, type Sent } from './rejections';
import { afterSuccess, afterThrottling, openWindow, type Window } from './concurrencyWindow';

/** Time as the gate sees it, in milliseconds; it never goes back. */
export interface Clock {
	now(): number;
	sleep(milliseconds: number): Promise<void>;
}

export interface GateSettings {
	/** The most requests in flight at once. */
	maxConcurrency?: number;
	/** Requests begun per minute; without it as fast as TopCalls allows. */
	requestsPerMinute?: number;
}

/** Leave to send one request. */
export type Pass = Sent;

interface Waiting {
	order: number;
	again: boolean;
	admit(pass: Pass): void;
	refuse(reason: Error): void;
}

/**
 * Lets the requests of one node run out in order: never more at once than the window allows, none
 * while TopCalls asked for a pause, evenly spaced when a pace is set or has been learnt.
 */
export class Gate {
	private window: Window;
	private limit = NO_LIMIT_KNOWN;
	private inFlight = 0;
	private readonly waiting: Waiting[] = [];
	private throttledAt = 0;
	private heldUntil = 0;
	private nextStart = 0;
	private nextWithinLimit = 0;
	private wakeAt = Infinity;
	private passes = 0;
	private readonly refusals = new Refusals();
	/** To go back to when it turns out that the last refusal was none of the rate. */
	private before?: { window: Window; limit: RateLimit; heldUntil: number };
	private stopped?: Error;
	private closed?: Error;
	private tellClosed: () => void = () => undefined;
	private readonly whenClosed = new Promise<void>((tell) => (this.tellClosed = tell));
	private progressAt: number;

	constructor(
		private readonly settings: GateSettings,
		private readonly clock: Clock,
	) {
		this.window = openWindow(settings.maxConcurrency);
		this.progressAt = clock.now();
	}

	/** Milliseconds since TopCalls last accepted a request, or since the gate was opened. */
	get stalled(): number {
		return this.clock.now() - this.progressAt;
	}

	/**
	 * Waits for leave to send.
	 *
	 * @param order requests with a lower number go first
	 * @param again whether this request went out before and its outcome is still to be learnt
	 * @throws the reason given to `stop` or `close`
	 */
	async enter(order: number, again: boolean): Promise<Pass> {
		const refusal = this.closed ?? (again ? undefined : this.stopped);
		if (refusal) throw refusal;
		return await new Promise<Pass>((admit, refuse) => {
			this.queue({ order, again, admit, refuse });
			this.admitNext();
		});
	}

	/**
	 * Runs work that counts as one request, but whose outcome says nothing about the API's pace.
	 *
	 * @param order work with a lower number goes first
	 */
	async through<T>(order: number, work: () => Promise<T>): Promise<T> {
		await this.enter(order, false);
		try {
			return await work();
		} finally {
			this.release();
		}
	}

	/** Gives the leave back after TopCalls accepted the request. */
	accepted(pass: Pass): void {
		this.progressAt = this.clock.now();
		this.limit = afterAccepted(this.limit, this.progressAt);
		this.window = afterSuccess(this.window);
		this.refusals.accepted(pass);
		if (this.refusals.areSingle) this.goBack();
		this.release();
	}

	/**
	 * Gives the leave back after TopCalls asked to slow down.
	 *
	 * @param pause       milliseconds during which nothing more is sent
	 * @param isRateLimit whether it said that these were too many requests, from which its limit is learnt
	 */
	throttled(pass: Pass, pause: number, isRateLimit: boolean): void {
		// Of a burst of such answers the pause counts from the first, or the last to come would make it longer.
		const isFirst = pass.epoch === this.window.epoch;
		if (isRateLimit) {
			this.refusals.refused(pass, isFirst);
			if (isFirst && this.limit.rate < Infinity) this.refusals.refusedAtPace(this.limit.accepted);
			if (this.refusals.areSingle) {
				this.limit = NO_LIMIT_KNOWN;
				return this.release();
			}
		}
		if (isFirst) {
			const { window, limit, heldUntil } = this;
			this.before = { window, limit, heldUntil };
			this.throttledAt = this.clock.now();
			if (isRateLimit) this.limit = afterRefused(limit, this.throttledAt, pause);
		}
		this.window = afterThrottling(this.window, pass.epoch);
		this.heldUntil = Math.max(this.heldUntil, this.throttledAt + pause);
		this.release();
	}

	/** Gives the leave back after any other failure. */
	failed(): void {
		this.release();
	}

	/** Waits before a repeat, but not once the gate is closed. */
	async pause(milliseconds: number): Promise<void> {
		await Promise.race([this.clock.sleep(milliseconds), this.whenClosed]);
	}

	/** Lets no new request out. Those that were sent before may be repeated, to learn what came of them. */
	stop(reason: Error): void {
		this.stopped ??= reason;
		this.sendAway((waiting) => !waiting.again, this.stopped);
	}

	/** Lets nothing out any more. */
	close(reason: Error): void {
		this.closed ??= reason;
		this.tellClosed();
		this.sendAway(() => true, this.closed);
	}

	private goBack(): void {
		if (!this.before) return;
		const { window, limit, heldUntil } = this.before;
		this.window = { ...window, epoch: this.window.epoch };
		this.limit = { ...limit, accepted: limit.accepted + this.limit.accepted };
		this.heldUntil = heldUntil;
		this.before = undefined;
	}

	private sendAway(concerned: (waiting: Waiting) => boolean, reason: Error): void {
		const leaving = this.waiting.filter(concerned);
		const staying = this.waiting.filter((waiting) => !concerned(waiting));
		this.waiting.splice(0, this.waiting.length, ...staying);
		for (const waiting of leaving) waiting.refuse(reason);
	}

	private release(): void {
		this.inFlight -= 1;
		this.admitNext();
	}

	private admitNext(): void {
		while (this.waiting.length > 0 && this.inFlight < Math.floor(this.window.size)) {
			const now = this.clock.now();
			const wait = Math.max(this.heldUntil, this.nextStart, this.nextWithinLimit) - now;
			if (wait > 0) return this.wakeIn(wait);

			this.inFlight += 1;
			if (this.settings.requestsPerMinute) {
				this.nextStart = now + 60_000 / this.settings.requestsPerMinute;
			}
			// What a busy process is late is made good for, but not more than one request.
			this.nextWithinLimit = Math.max(now, this.nextWithinLimit + 1 / this.limit.rate);
			this.waiting.shift()?.admit({ epoch: this.window.epoch, number: this.passes++ });
		}
	}

	private wakeIn(wait: number): void {
		const at = this.clock.now() + wait;
		if (at >= this.wakeAt) return;
		this.wakeAt = at;
		void this.clock.sleep(wait).then(() => {
			if (this.wakeAt === at) this.wakeAt = Infinity;
			this.admitNext();
		});
	}

	private queue(entry: Waiting): void {
		let position = this.waiting.length;
		while (position > 0 && (this.waiting[position - 1] as Waiting).order > entry.order) position--;
		this.waiting.splice(position, 0, entry);
	}
}
