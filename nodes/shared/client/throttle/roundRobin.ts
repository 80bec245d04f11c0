import { Fifo } from './fifo';

/** The requests of one sender, such as an execution. */
export interface Flow {
	/** Goes before all that are not. */
	readonly isUrgent: boolean;
	/** Whether it has something to send and may; looked at when its turn comes. */
	readonly isReady: boolean;
}

/** Of so many turns in a row the others get one, so that thousands of urgent lookups do not stop all calls. */
const OTHERS_EVERY = 4;

/** Whose turn it is: round robin, the urgent ones first. A flow that has had its turn goes to the end of the queue. */
export class RoundRobin<T extends Flow> {
	private readonly urgent = new Fifo<T>();
	private readonly others = new Fifo<T>();
	private readonly queued = new Set<T>();
	private urgentInRow = 0;

	/** Puts a flow at the end of its queue, unless it stands there already. */
	add(flow: T): void {
		if (this.queued.has(flow)) return;
		this.queued.add(flow);
		(flow.isUrgent ? this.urgent : this.others).add(flow);
	}

	/** Whose turn it is; one that is not ready leaves the queue. */
	peek(): T | undefined {
		const [first, second] =
			this.urgentInRow < OTHERS_EVERY - 1 ? [this.urgent, this.others] : [this.others, this.urgent];
		return this.firstReady(first) ?? this.firstReady(second);
	}

	/** Ends the turn of the one that `peek` named, which leaves the queue. */
	shift(): void {
		const flow = this.peek();
		if (!flow) return;
		this.leave(flow.isUrgent ? this.urgent : this.others);
		this.urgentInRow = flow.isUrgent ? this.urgentInRow + 1 : 0;
	}

	private firstReady(queue: Fifo<T>): T | undefined {
		for (let flow = queue.peek(); flow; flow = queue.peek()) {
			if (flow.isReady) return flow;
			this.leave(queue);
		}
		return undefined;
	}

	private leave(queue: Fifo<T>): void {
		const flow = queue.shift();
		if (flow) this.queued.delete(flow);
	}
}
