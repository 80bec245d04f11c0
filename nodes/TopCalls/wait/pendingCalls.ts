import type { Call } from '../../shared/call/call';
import { fetchCall } from '../../shared/call/requests';
import type { TopCallsClient } from '../../shared/client/client';
import { FirstSeen, isProcessed } from '../../shared/call/processed';
import { asTopCallsError, TopCallsError } from '../../shared/errors/TopCallsError';
import { NOT_FOUND_MS, UNREADABLE_MS } from './unreadableCall';

const RESUMING_MS = 30_000;

/**
 * The calls of one waiting execution that this process has read. It only saves requests: after a restart, or in
 * another process, the API is asked again.
 */
export class PendingCalls {
	private readonly ended = new Map<string, Call>();
	private readonly inFlight = new Map<string, Promise<Call>>();
	private readonly firstSeen = new FirstSeen();
	private readonly failingSince = new Map<string, number>();
	private resumedAt = -Infinity;

	/** @param now milliseconds since the epoch */
	constructor(private readonly now: () => number = Date.now) {}

	/** How many calls it holds. */
	get size(): number {
		return this.ended.size;
	}

	/** Drops the calls, which are then fetched again when all have ended. */
	forgetCalls(): void {
		this.ended.clear();
	}

	/**
	 * All calls, once they have ended; for a call that can no longer be read, the error. Looks
	 * at the last made first and stops at the first that is still open, so that many events of many calls do not
	 * ask for all of them each time.
	 *
	 * @param since when the wait began, in milliseconds since the epoch
	 * @returns `open` while one is open, and when another event resumes the execution meanwhile; `unclear` when one
	 *   cannot be read and may be later
	 */
	async endedCalls(
		client: TopCallsClient,
		callIds: string[],
		since: number,
	): Promise<Map<string, Call | TopCallsError> | 'open' | 'unclear'> {
		// A copy: another event may claim the resumption, which drops the calls.
		const calls = new Map<string, Call | TopCallsError>(this.ended);
		let readable = calls.size;
		const unknown = callIds.filter((callId) => !calls.has(callId)).reverse();
		for (let from = 0, size = 1; from < unknown.length; from += size, size *= 2) {
			if (this.isResuming(this.now())) return 'open';
			const batch = unknown.slice(from, from + size);
			const found = await Promise.all(
				batch.map(async (callId) => await this.endedOrFailed(client, callId)),
			);
			for (const [index, callId] of batch.entries()) {
				const call = found[index];
				if (!call) return 'open';
				calls.set(callId, call);
				if (!(call instanceof TopCallsError)) readable += 1;
			}
			// If no call at all can be read, the single call is not the cause.
			if (from > 0 && readable === 0 && !found.some(isNotFound)) return 'unclear';
		}
		const isLost = ([callId, call]: [string, Call | TopCallsError]): boolean =>
			!(call instanceof TopCallsError) || this.isLost(callId, call, readable > 0, since);
		return [...calls].every(isLost) ? calls : 'unclear';
	}

	/**
	 * @returns undefined for a call that is still open
	 * @throws TopCallsError
	 */
	async endedCall(client: TopCallsClient, callId: string): Promise<Call | undefined> {
		const known = this.ended.get(callId);
		if (known) return known;
		const call = await this.fetchOnce(client, callId);
		const now = this.now();
		if (!call.ended || !isProcessed(call, now, this.firstSeen.since(callId, now))) return undefined;
		// A call that is still fetched when the execution resumes is no longer needed.
		if (!this.isResuming(now)) this.ended.set(callId, call);
		return call;
	}

	private async endedOrFailed(client: TopCallsClient, callId: string) {
		const found = await this.endedCall(client, callId).catch(asTopCallsError);
		if (!(found instanceof TopCallsError)) this.failingSince.delete(callId);
		else if (!this.failingSince.has(callId)) this.failingSince.set(callId, this.now());
		return found;
	}

	/** Whether nothing more can be learned about a call. */
	private isLost(callId: string, error: TopCallsError, areOthersRead: boolean, since: number) {
		const now = this.now();
		if (isNotFound(error)) return now - since >= NOT_FOUND_MS;
		const failingSince = this.failingSince.get(callId) ?? now;
		return areOthersRead && now - failingSince >= UNREADABLE_MS;
	}

	/**
	 * Returns true for exactly one of several concurrent events, so that the execution resumes once: n8n 2 refuses a
	 * second resumption itself, but n8n 1 runs the rest of the workflow twice. Drops the calls:
	 * the caller has them by now, and transcripts are large.
	 */
	tryResume(now: number): boolean {
		if (this.isResuming(now)) return false;
		this.resumedAt = now;
		this.forgetCalls();
		return true;
	}

	/** Only for a while: should n8n not take the resumption, TopCalls delivers the event again. */
	isResuming(now: number): boolean {
		return now - this.resumedAt < RESUMING_MS;
	}

	private async fetchOnce(client: TopCallsClient, callId: string): Promise<Call> {
		const running = this.inFlight.get(callId);
		if (running) return await running;
		const request = fetchCall(client, callId);
		this.inFlight.set(callId, request);
		try {
			return await request;
		} finally {
			this.inFlight.delete(callId);
		}
	}
}

function isNotFound(found: Call | TopCallsError | undefined): boolean {
	return found instanceof TopCallsError && found.status === 404;
}
