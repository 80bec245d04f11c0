/** A binary heap: the smallest entry is always at hand, adding and taking cost O(log n). */
export class Heap<Entry> {
	private readonly entries: Entry[] = [];

	constructor(private readonly isBefore: (a: Entry, b: Entry) => boolean) {}

	/** The smallest entry, left in place. */
	peek(): Entry | undefined {
		return this.entries[0];
	}

	/** Adds an entry. */
	push(entry: Entry): void {
		let at = this.entries.push(entry) - 1;
		while (at > 0) {
			const parent = (at - 1) >> 1;
			if (!this.isBefore(entry, this.entries[parent]!)) break;
			this.entries[at] = this.entries[parent]!;
			at = parent;
		}
		this.entries[at] = entry;
	}

	/** Takes the smallest entry out. */
	pop(): Entry | undefined {
		const smallest = this.entries[0];
		const last = this.entries.pop();
		if (last !== undefined && this.entries.length > 0) this.sink(last);
		return smallest;
	}

	/** Removes all entries. */
	clear(): void {
		this.entries.length = 0;
	}

	private sink(entry: Entry): void {
		let at = 0;
		for (;;) {
			let child = 2 * at + 1;
			if (child >= this.entries.length) break;
			const right = child + 1;
			if (
				right < this.entries.length &&
				this.isBefore(this.entries[right]!, this.entries[child]!)
			) {
				child = right;
			}
			if (!this.isBefore(this.entries[child]!, entry)) break;
			this.entries[at] = this.entries[child]!;
			at = child;
		}
		this.entries[at] = entry;
	}
}
