import type { Call } from '../api/call';
import { fetchCall } from '../api/calls';
import type { TopCallsClient } from '../api/client';
import { isSettled } from '../api/settled';

const MOST_WAITS = 1_000;
const RESUMING_MS = 30_000;

/**
 * What this process has learnt of the calls of one waiting execution. It only saves requests: without
 * it, after a restart or in another process, the API is asked again.
 */
export class KnownCalls {
	private readonly settled = new Map<string, Call>();
	private readonly asked = new Map<string, Promise<Call>>();
	private resumedAt = -Infinity;

	/**
	 * All calls, once they are settled. Looks at the last placed first and stops at the first that is still
	 * open, so that many events of many calls do not ask for all of them each time.
	 *
	 * @returns undefined while one is open, and when another event resumes the flow meanwhile
	 * @throws TopCallsError
	 */
	async settledCalls(
		client: TopCallsClient,
		callIds: string[],
	): Promise<Map<string, Call> | undefined> {
		// A copy: another event may claim the resumption, which drops the calls.
		const calls = new Map(this.settled);
		const unknown = callIds.filter((callId) => !calls.has(callId)).reverse();
		for (let from = 0, size = 1; from < unknown.length; from += size, size *= 2) {
			if (this.isResuming(Date.now())) return undefined;
			const batch = unknown.slice(from, from + size);
			const found = await Promise.all(batch.map((callId) => this.settledCall(client, callId)));
			for (const [index, callId] of batch.entries()) {
				const call = found[index];
				if (!call) return undefined;
				calls.set(callId, call);
			}
		}
		return calls;
	}

	/**
	 * @returns undefined for a call that is still open
	 * @throws TopCallsError
	 */
	async settledCall(client: TopCallsClient, callId: string): Promise<Call | undefined> {
		const known = this.settled.get(callId);
		if (known) return known;
		const call = await this.askOnce(client, callId);
		if (!isSettled(call, Date.now())) return undefined;
		// What was still being asked for when the flow was resumed is not needed any more.
		if (!this.isResuming(Date.now())) this.settled.set(callId, call);
		return call;
	}

	/**
	 * For the first of several events that find all calls ended; the others must not resume the flow too.
	 * Drops the calls: whoever resumes has them by now, and transcripts are large.
	 */
	claimResume(now: number): boolean {
		if (this.isResuming(now)) return false;
		this.resumedAt = now;
		this.settled.clear();
		return true;
	}

	/** Only for a while: should n8n not take the resumption, TopCalls delivers the event again. */
	isResuming(now: number): boolean {
		return now - this.resumedAt < RESUMING_MS;
	}

	private async askOnce(client: TopCallsClient, callId: string): Promise<Call> {
		const underWay = this.asked.get(callId);
		if (underWay) return await underWay;
		const request = fetchCall(client, callId);
		this.asked.set(callId, request);
		try {
			return await request;
		} finally {
			this.asked.delete(callId);
		}
	}
}

const waits = new Map<string, KnownCalls>();

/** @param wait what names one waiting execution and no other */
export function knownCallsOf(wait: string): KnownCalls {
	const known = waits.get(wait) ?? new KnownCalls();
	waits.delete(wait);
	waits.set(wait, known);
	const oldest = waits.keys().next().value;
	if (waits.size > MOST_WAITS && oldest !== undefined) waits.delete(oldest);
	return known;
}
