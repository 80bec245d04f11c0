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

/** The requests that wait, in the order in which they are sent. */
export class WaitingList {
	private readonly requests: QueuedRequest[] = [];

	get length(): number {
		return this.requests.length;
	}

	add(request: QueuedRequest): void {
		let position = this.requests.length;
		while (
			position > 0 &&
			(this.requests[position - 1] as QueuedRequest).priority > request.priority
		)
			position--;
		this.requests.splice(position, 0, request);
	}

	/** Takes the request that goes next; undefined if none waits. */
	next(): QueuedRequest | undefined {
		return this.requests.shift();
	}

	/**
	 * Rejects waiting requests.
	 *
	 * @param concerned which of them; all without it
	 */
	drop(reason: Error, concerned: (request: QueuedRequest) => boolean = () => true): void {
		const leaving = this.requests.filter(concerned);
		const staying = this.requests.filter((request) => !concerned(request));
		this.requests.splice(0, this.requests.length, ...staying);
		for (const request of leaving) request.reject(reason);
	}
}
