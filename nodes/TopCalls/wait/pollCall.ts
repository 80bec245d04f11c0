import type { Call } from '../../shared/call/call';
import { fetchCall } from '../../shared/call/requests';
import type { TopCallsClient } from '../../shared/client/client';
import { isProcessed, PROCESSING_LIMIT_MS } from '../../shared/call/processed';
import { asTopCallsError, TopCallsError } from '../../shared/errors/TopCallsError';
import { NOT_FOUND_MS, UNREADABLE_MS } from './unreadableCall';
import { pollDelayMs } from './pollDelay';

/** What all calls that are polled together have in common. */
export interface Polling {
	client: TopCallsClient;
	/** When the time is up, in milliseconds since the epoch. */
	deadline: number;
	/** Milliseconds since the epoch. */
	now(): number;
	/** Waits this many milliseconds; rejects when the execution is canceled. */
	pause(milliseconds: number): Promise<void>;
	/** When any of the calls could last be read. */
	answeredAt?: number;
}

/** A sequence of failed polls of one call. */
interface Failing {
	since: number;
	polls: number;
}

/**
 * Polls a call until it has ended, the time is up, or nothing more can be learned about it. Polling continues through
 * temporary failures of TopCalls; a single call that cannot be read is given up in time.
 *
 * @param made the call as TopCalls took it
 * @param priority  among waiting requests the lowest goes first
 * @returns the call as last seen, and why it is `lost`, if it is
 * @throws TopCallsError when polling is of no use for any call
 */
export async function pollCall(
	polling: Polling,
	made: Call,
	priority: number,
): Promise<{ call: Call; lost?: TopCallsError }> {
	const { client, deadline, now, pause } = polling;
	let call = made;
	let endedAt = made.ended ? now() : undefined;
	let failing: Failing | undefined;
	for (let polls = 0; ; polls++) {
		// A new call has not ended yet.
		if (polls > 0 || made.ended) {
			const found = await fetchCall(client, made.call_id, priority).catch(asTopCallsError);
			if (found instanceof TopCallsError) {
				failing = { since: failing?.since ?? now(), polls: (failing?.polls ?? 0) + 1 };
				if (isLost(found, failing, polling)) return { call, lost: found };
				if (isHopeless(found, failing, polling)) throw found;
			} else {
				call = found;
				failing = undefined;
				polling.answeredAt = now();
			}
		}
		const seenAt = now();
		if (call.ended) endedAt ??= seenAt;
		const isPolled = call !== made;
		if (isPolled && isProcessed(call, seenAt, endedAt, PROCESSING_LIMIT_MS.polling))
			return { call };

		const delayMs = pollDelayMs({ polls, now: seenAt, deadline, endedAt });
		if (delayMs === undefined) return { call };
		await pause(delayMs);
	}
}

/** Whether only this call cannot be read. */
function isLost(error: TopCallsError, { since }: Failing, { answeredAt, now }: Polling): boolean {
	const elapsedMs = now() - since;
	if (error.status === 404) return elapsedMs >= NOT_FOUND_MS;
	if (error.kind === 'refused' || elapsedMs < UNREADABLE_MS || answeredAt === undefined)
		return false;
	// A network or a server that is down may hit the last call that is still open.
	return answeredAt > since || !(mayPass(error) && error.kind !== 'unreadable');
}

/** Whether the failure applies to all calls: a key that may not read, or a canceled execution. */
function isHopeless(error: TopCallsError, { polls }: Failing, { answeredAt }: Polling): boolean {
	if (error.kind === 'refused') return true;
	if (mayPass(error) || error.status === 404) return false;
	return answeredAt === undefined && polls > 1;
}

function mayPass({ kind, status }: TopCallsError): boolean {
	if (['unreachable', 'lost', 'unreadable', 'unexpected'].includes(kind)) return true;
	return status === 408 || status === 425 || status === 429 || status >= 500;
}
