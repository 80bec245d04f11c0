/** A line: what came first leaves first. Each step takes constant time on average, however long it is. */
export class Fifo<T> {
	private arriving: T[] = [];
	/** The last one leaves next. */
	private leaving: T[] = [];

	add(entry: T): void {
		this.arriving.push(entry);
	}

	/** The one that leaves next; undefined if there is none. */
	peek(): T | undefined {
		if (this.leaving.length === 0) {
			this.leaving = this.arriving.reverse();
			this.arriving = [];
		}
		return this.leaving.at(-1);
	}

	shift(): T | undefined {
		this.peek();
		return this.leaving.pop();
	}
}
