import { Fifo } from './fifo';

/** Somebody whose turn it can be, such as an execution. */
export interface Party {
	/** Goes before all that are not. */
	readonly isUrgent: boolean;
	/** Whether it has something to send and may; looked at when its turn comes. */
	readonly isReady: boolean;
}

/** Of so many turns in a row the others get one, so that thousands of urgent look-ups do not stop all calls. */
const OTHERS_EVERY = 4;

/** Whose turn it is: round robin, the urgent ones first. A party that has had its turn goes to the end of the line. */
export class Turns<T extends Party> {
	private readonly urgent = new Fifo<T>();
	private readonly others = new Fifo<T>();
	private readonly inLine = new Set<T>();
	private urgentInRow = 0;

	/** Puts a party at the end of its line, unless it stands there already. */
	add(party: T): void {
		if (this.inLine.has(party)) return;
		this.inLine.add(party);
		(party.isUrgent ? this.urgent : this.others).add(party);
	}

	/** Whose turn it is; who is not ready leaves the line. */
	peek(): T | undefined {
		const [first, second] =
			this.urgentInRow < OTHERS_EVERY - 1 ? [this.urgent, this.others] : [this.others, this.urgent];
		return this.firstReady(first) ?? this.firstReady(second);
	}

	/** Ends the turn of the one that `peek` named, which leaves the line. */
	shift(): void {
		const party = this.peek();
		if (!party) return;
		this.leave(party.isUrgent ? this.urgent : this.others);
		this.urgentInRow = party.isUrgent ? this.urgentInRow + 1 : 0;
	}

	private firstReady(line: Fifo<T>): T | undefined {
		for (let party = line.peek(); party; party = line.peek()) {
			if (party.isReady) return party;
			this.leave(line);
		}
		return undefined;
	}

	private leave(line: Fifo<T>): void {
		const party = line.shift();
		if (party) this.inLine.delete(party);
	}
}
