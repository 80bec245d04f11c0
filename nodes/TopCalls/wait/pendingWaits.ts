import { PendingCalls } from './pendingCalls';

/** So many waits are remembered; what is known of one without its calls is small. */
const MAX_WAITS = 10_000;
/** So many calls are held, of all waits together, as transcripts are large. */
const MAX_CALLS = 5_000;
/** So many of the oldest waits are looked at for each event. */
const LOOKED_AT = 2;

/** The executions that wait for calls, as far as events of theirs reached this process. */
export class PendingWaits {
	/** The one with the latest event last. */
	private readonly waits = new Map<string, PendingCalls>();
	/** Those that hold calls, and how many at their latest event, in the same order. */
	private readonly holding = new Map<PendingCalls, number>();
	private calls = 0;

	/** @param now milliseconds since the epoch */
	constructor(private readonly now: () => number = Date.now) {}

	/** @param wait what names one waiting execution and no other */
	of(wait: string): PendingCalls {
		const pending = this.waits.get(wait) ?? new PendingCalls(this.now);
		this.moveToEnd(wait, pending);
		this.count(pending);
		this.forgetCalls(pending);
		this.forgetWaits();
		return pending;
	}

	private moveToEnd(wait: string, pending: PendingCalls): void {
		this.waits.delete(wait);
		this.waits.set(wait, pending);
	}

	private count(pending: PendingCalls): void {
		this.calls += pending.size - (this.holding.get(pending) ?? 0);
		this.holding.delete(pending);
		// Also where there is none yet: the event that it is asked for may add one.
		if (!pending.isResuming(this.now())) this.holding.set(pending, pending.size);
	}

	/** Drops the calls of the waits that had no event for the longest time; they are fetched again in the end. */
	private forgetCalls(latest: PendingCalls): void {
		for (const [pending, size] of this.holding) {
			if (this.calls <= MAX_CALLS || pending === latest) return;
			pending.forgetCalls();
			this.calls -= size;
			this.holding.delete(pending);
		}
	}

	private forgetWaits(): void {
		if (this.waits.size <= MAX_WAITS) return;
		for (const [wait, pending] of [...first(this.waits, LOOKED_AT)]) {
			// Without it, a copy of the event that resumes an execution could resume it again.
			if (pending.isResuming(this.now())) this.moveToEnd(wait, pending);
			else {
				this.calls -= this.holding.get(pending) ?? 0;
				this.holding.delete(pending);
				this.waits.delete(wait);
			}
		}
	}
}

function* first<Key, Value>(map: Map<Key, Value>, count: number): Generator<[Key, Value]> {
	let left = count;
	for (const entry of map) {
		if (left-- === 0) return;
		yield entry;
	}
}

const waits = new PendingWaits();

/** @param wait what names one waiting execution and no other */
export function pendingCallsFor(wait: string): PendingCalls {
	return waits.of(wait);
}
