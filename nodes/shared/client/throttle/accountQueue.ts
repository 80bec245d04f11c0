import { AccountLimits } from './accountLimits';
import type { Clock } from './clock';
import type { Sent } from './rejections';
import { RoundRobin, type Flow } from './roundRobin';

/** An execution, or a trigger, with requests to one account. */
export interface Sender extends Flow {
	/** Sends its next request. */
	send(slot: Sent): void;
}

/**
 * Decides which request to an account goes out next, and when: never more at once than TopCalls takes, none while it
 * asked for a pause, evenly spaced if a rate was learned, in turns between the senders.
 */
export class AccountQueue {
	private readonly limits = new AccountLimits();
	private readonly roundRobin = new RoundRobin<Sender>();
	/** Requests that wait, are in flight, or pause before a retry. */
	private requests = 0;
	private inFlight = 0;
	private wakeAt = Infinity;
	private idleSince: number;
	/** When TopCalls last accepted a request of a trigger, and of an execution. */
	private readonly progressAt: { urgent: number; other: number };

	constructor(private readonly clock: Clock) {
		this.idleSince = clock.now();
		this.progressAt = { urgent: this.idleSince, other: this.idleSince };
	}

	/** Counts a request in. */
	enter(): void {
		this.requests += 1;
		if (this.requests > 1) return;
		// Nothing stalled while nobody wanted anything.
		const idleMs = this.clock.now() - this.idleSince;
		this.progressAt.urgent += idleMs;
		this.progressAt.other += idleMs;
	}

	/** @returns whether that was the last one */
	leave(): boolean {
		this.requests -= 1;
		this.idleSince = this.clock.now();
		return this.requests === 0;
	}

	/** Milliseconds during which TopCalls has accepted no request, although there were some. */
	stalledMs(isUrgent: boolean): number {
		const { urgent, other } = this.progressAt;
		// Lookups go on forever; that they are accepted helps no call.
		return this.clock.now() - (isUrgent ? Math.max(urgent, other) : other);
	}

	/** @param maxConcurrency requests in flight that the user allows */
	raise(maxConcurrency: number): void {
		this.limits.raise(maxConcurrency);
	}

	/** Gives a sender a turn; `startNext` begins it. */
	enlist(sender: Sender): void {
		this.roundRobin.add(sender);
	}

	succeeded(slot: Sent, isUrgent: boolean): void {
		const now = this.clock.now();
		this.progressAt[isUrgent ? 'urgent' : 'other'] = now;
		this.limits.accepted(slot, now, this.inFlight);
	}

	throttled(slot: Sent, pauseMs: number, isRateLimit: boolean): void {
		this.limits.throttled(slot, this.clock.now(), pauseMs, isRateLimit);
	}

	/** A request is no longer in flight. */
	release(): void {
		this.inFlight -= 1;
	}

	/** Sends what may go out now. */
	startNext(): void {
		while (this.inFlight < this.limits.concurrency) {
			const sender = this.roundRobin.peek();
			if (!sender) return;
			const now = this.clock.now();
			const delayMs = this.limits.opensAt - now;
			if (delayMs > 0) return this.wakeIn(delayMs);

			this.roundRobin.shift();
			this.inFlight += 1;
			sender.send(this.limits.begin(now));
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
