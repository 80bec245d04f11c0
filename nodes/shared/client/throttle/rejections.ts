/** A request that was let out. */
export interface Sent {
	/** How many were let out before it. */
	readonly number: number;
	/** Rises each time that TopCalls is known to have asked for a pause. */
	readonly epoch: number;
}

/** So many later requests must have been accepted before refusals count as single ones. */
const ENOUGH = 2;
/** Beyond so many answers, older ones are forgotten by half: the reason may change. */
const MEMORY = 20;

/** A pace that helps lets so many requests through between two refusals. */
const HELPED = 5;
const IN_VAIN = 3;

/**
 * Tells a limit on the rate from other reasons to answer “too many requests”, such as too many calls in parallel.
 * A limit on the rate refuses what was sent after, too; where that is accepted, the refusal stood for itself.
 */
export class Refusals {
	private last?: Sent;
	/** Answers to requests that were sent after a refused one, and before it was known to be refused. */
	private later = { accepted: 0, refused: 0 };

	private inVain = 0;

	/** Whether the refusals so far concerned their own request, and not the rate. */
	get areSingle(): boolean {
		const { accepted, refused } = this.later;
		return accepted >= ENOUGH && accepted > 2 * refused;
	}

	/** @param isNew whether no refusal of the same burst came before it */
	refused(sent: Sent, isNew: boolean): void {
		this.count(sent, 'refused');
		if (isNew) this.last = sent;
	}

	/**
	 * A refusal although requests went out at a pace that was learnt from earlier ones. If that happens again and
	 * again, slowing down does not help.
	 *
	 * @param accepted requests since the refusal before
	 */
	refusedAtPace(accepted: number): void {
		this.inVain = accepted < HELPED ? this.inVain + 1 : 0;
		if (this.inVain < IN_VAIN) return;
		this.inVain = 0;
		this.later = { accepted: 2 * ENOUGH, refused: 0 };
	}

	accepted(sent: Sent): void {
		this.count(sent, 'accepted');
	}

	private count(sent: Sent, answer: 'accepted' | 'refused'): void {
		const { last, later } = this;
		// What was sent after the pause says nothing of what it would have met before.
		if (!last || sent.number <= last.number || sent.epoch !== last.epoch) return;
		later[answer] += 1;
		if (later.accepted + later.refused <= MEMORY) return;
		this.later = { accepted: later.accepted / 2, refused: later.refused / 2 };
	}
}
