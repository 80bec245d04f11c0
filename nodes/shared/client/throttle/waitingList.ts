import type { Sent } from './rejections';

/** A request that waits for its slot. */
export interface QueuedRequest {
	/** Lower numbers go first; among equals, the one that came first. */
	priority: number;
	/** Whether it was sent before and its result is still unknown. */
	isRetry: boolean;
	resolve(slot: Sent): void;
	reject(reason: Error): void;
}

interface Entry extends QueuedRequest {
	/** How many came before it. */
	arrival: number;
}

/** The requests that wait, in the order in which they are sent: a binary heap, as there may be tens of thousands. */
export class WaitingList {
	/** Each goes before the two at twice its index, plus one and plus two. */
	private heap: Entry[] = [];
	private arrivals = 0;

	get length(): number {
		return this.heap.length;
	}

	add(request: QueuedRequest): void {
		this.heap.push({ ...request, arrival: this.arrivals++ });
		this.rise(this.heap.length - 1);
	}

	/** Takes the request that goes next; undefined if none waits. */
	next(): QueuedRequest | undefined {
		const first = this.heap[0];
		const last = this.heap.pop();
		if (last && last !== first) {
			this.heap[0] = last;
			this.sink(0);
		}
		return first;
	}

	/**
	 * Rejects waiting requests, in their order.
	 *
	 * @param concerned which of them; all without it
	 */
	drop(reason: Error, concerned: (request: QueuedRequest) => boolean = () => true): void {
		const inOrder = this.heap.sort((a, b) => (goesBefore(a, b) ? -1 : 1));
		// A sorted array is a heap.
		this.heap = inOrder.filter((request) => !concerned(request));
		for (const request of inOrder.filter(concerned)) request.reject(reason);
	}

	private rise(index: number): void {
		const parent = (index - 1) >> 1;
		if (index === 0 || !this.swapIfBefore(index, parent)) return;
		this.rise(parent);
	}

	private sink(index: number): void {
		const [left, right] = [2 * index + 1, 2 * index + 2];
		const [first, second] = [this.heap[left], this.heap[right]];
		if (!first) return;
		const child = second && goesBefore(second, first) ? right : left;
		if (this.swapIfBefore(child, index)) this.sink(child);
	}

	/** @returns whether the two were in the wrong order */
	private swapIfBefore(below: number, above: number): boolean {
		const [lower, upper] = [this.heap[below] as Entry, this.heap[above] as Entry];
		if (!goesBefore(lower, upper)) return false;
		this.heap[above] = lower;
		this.heap[below] = upper;
		return true;
	}
}

function goesBefore(a: Entry, b: Entry): boolean {
	return a.priority - b.priority < 0 || (a.priority === b.priority && a.arrival < b.arrival);
}
