import type { Call } from '../../shared/call/call';
import { fetchCall } from '../../shared/call/requests';
import type { TopCallsClient } from '../../shared/client/client';
import { FirstSeen, isProcessed } from '../../shared/call/processed';
import { asTopCallsError, TopCallsError } from '../../shared/errors/TopCallsError';
import type { CallOfEvent } from './callOfEvent';
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
	 * What an event brings: all calls, once they are processed; for a call that can no longer be read, the error. Events
	 * are acknowledged only while one of another call must still come. Nobody else would resume the execution for a
	 * call that is over and being processed: in another process that also counts from the beginning, though its event
	 * was acknowledged long ago.
	 *
	 * @param event   which call it is about
	 * @param callIds the calls of the execution
	 * @param since   when the wait began, in milliseconds since the epoch
	 * @returns `acknowledge` when a later event brings the rest; `repeat` when TopCalls has to deliver this one again
	 */
	async callsAfter(
		event: CallOfEvent,
		client: TopCallsClient,
		callIds: string[],
		since: number,
	): Promise<Map<string, Call | TopCallsError> | 'acknowledge' | 'repeat'> {
		const found =
			typeof event === 'object' ? await this.endedOrFailed(client, event.callId, since) : undefined;
		if (found === 'open' || found === 'processing') return 'repeat';
		const calls = await this.endedCalls(client, callIds, since);
		if (typeof calls !== 'string') return calls;
		// The open one may be the one that the event is about.
		const mayBeOpen = event === 'any' || found instanceof TopCallsError;
		return calls === 'open' && !mayBeOpen ? 'acknowledge' : 'repeat';
	}

	/**
	 * All calls, if they are processed. Looks at the last made first and stops at the first that is not, so that many
	 * events of many calls do not ask for all of them each time.
	 *
	 * @returns `open` while one is open, and when another event resumes the execution meanwhile; `processing` while one
	 *   is over, but not processed; `unclear` when one cannot be read and may be later
	 */
	async endedCalls(
		client: TopCallsClient,
		callIds: string[],
		since: number,
	): Promise<Map<string, Call | TopCallsError> | 'open' | 'processing' | 'unclear'> {
		// A copy: another event may claim the resumption, which drops the calls.
		const calls = new Map<string, Call | TopCallsError>(this.ended);
		let readable = calls.size;
		const unknown = callIds.filter((callId) => !calls.has(callId)).reverse();
		for (let from = 0, size = 1; from < unknown.length; from += size, size *= 2) {
			if (this.isResuming(this.now())) return 'open';
			const batch = unknown.slice(from, from + size);
			const found = await Promise.all(
				batch.map(async (callId) => await this.endedOrFailed(client, callId, since)),
			);
			if (found.includes('open')) return 'open';
			if (found.includes('processing')) return 'processing';
			for (const [index, callId] of batch.entries()) {
				const call = found[index] as Call | TopCallsError;
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
	 * @returns `open` for a call that is not over, `processing` for one that is over and may still get its transcript
	 * @throws TopCallsError
	 */
	async endedCall(
		client: TopCallsClient,
		callId: string,
		since: number,
	): Promise<Call | 'open' | 'processing'> {
		const known = this.ended.get(callId);
		if (known) return known;
		const call = await this.fetchOnce(client, callId);
		if (!call.ended) return 'open';
		const now = this.now();
		if (!isProcessed(call, now, this.firstSeen.since(call, now, since))) return 'processing';
		// A call that is still fetched when the execution resumes is no longer needed.
		if (!this.isResuming(now)) this.ended.set(callId, call);
		return call;
	}

	private async endedOrFailed(client: TopCallsClient, callId: string, since: number) {
		const found = await this.endedCall(client, callId, since).catch(asTopCallsError);
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

function isNotFound(found: unknown): boolean {
	return found instanceof TopCallsError && found.status === 404;
}
