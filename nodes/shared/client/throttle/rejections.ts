/** A request that was sent. */
export interface Sent {
	/** How many were sent before it. */
	readonly number: number;
	/** Rises each time that TopCalls is known to have asked for a pause. */
	readonly epoch: number;
}

/** This many later requests must have been accepted before refusals count as single ones. */
const ENOUGH = 2;
/** Beyond this many answers, older ones count half: the reason may change. */
const MEMORY = 20;

/** A useful pace lets this many requests through between two refusals. */
const EFFECTIVE = 5;
const MOST_INEFFECTIVE = 3;

/**
 * Distinguishes a rate limit from other reasons for “too many requests”, such as too many calls in parallel. A rate
 * limit rejects the requests sent after it too; if those are accepted, the rejection concerned a single request.
 */
export class Rejections {
	private last?: Sent;
	/** Answers to requests that were sent after a refused one, and before it was known to be refused. */
	private later = { accepted: 0, rejected: 0 };

	private ineffective = 0;

	/** Whether the refusals so far concerned their own request, and not the rate. */
	get areSingle(): boolean {
		const { accepted, rejected } = this.later;
		return accepted >= ENOUGH && accepted > 2 * rejected;
	}

	/** @param isNew whether no refusal of the same burst came before it */
	rejected(sent: Sent, isNew: boolean): void {
		this.count(sent, 'rejected');
		if (isNew) this.last = sent;
	}

	/**
	 * A refusal although requests went out at a pace that was learned from earlier ones. If that happens again and
	 * again, slowing down does not help.
	 *
	 * @param accepted requests since the refusal before
	 */
	rejectedAtRate(accepted: number): void {
		this.ineffective = accepted < EFFECTIVE ? this.ineffective + 1 : 0;
		if (this.ineffective < MOST_INEFFECTIVE) return;
		this.ineffective = 0;
		this.later = { accepted: 2 * ENOUGH, rejected: 0 };
	}

	accepted(sent: Sent): void {
		this.count(sent, 'accepted');
	}

	private count(sent: Sent, answer: 'accepted' | 'rejected'): void {
		const { last, later } = this;
		// What was sent after the pause says nothing of what it would have met before.
		if (!last || sent.number <= last.number || sent.epoch !== last.epoch) return;
		later[answer] += 1;
		if (later.accepted + later.rejected <= MEMORY) return;
		this.later = { accepted: later.accepted / 2, rejected: later.rejected / 2 };
	}
}
