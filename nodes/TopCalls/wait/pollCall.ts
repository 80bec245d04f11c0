import type { Call } from '../../shared/call/call';
import { fetchCall } from '../../shared/call/requests';
import type { TopCallsClient } from '../../shared/client/client';
import { isProcessed, PATIENCE_MS } from '../../shared/call/processed';
import { asTopCallsError, TopCallsError } from '../../shared/errors/TopCallsError';
import { NOT_FOUND_MS, UNREADABLE_MS } from './lostCall';
import { pollDelayMs } from './pollDelay';

/** What all calls that are polled together have in common. */
export interface Polling {
	client: TopCallsClient;
	/** When the time is up, in milliseconds since the epoch. */
	deadline: number;
	/** Milliseconds since the epoch. */
	now(): number;
	/** Waits so many milliseconds; rejects when the execution is cancelled. */
	pause(milliseconds: number): Promise<void>;
	/** When any of the calls could last be read. */
	answeredAt?: number;
}

/** A run of looks at one call that all failed. */
interface Trouble {
	since: number;
	looks: number;
}

/**
 * Looks at a call until it has ended, the time is up, or nothing more can be learnt of it. Trouble at TopCalls that
 * may pass is sat out; a call that alone cannot be read is given up in time.
 *
 * @param placed the call as TopCalls took it
 * @param order  among waiting requests the lowest goes first
 * @returns the call as last seen, and why it is `lost`, if it is
 * @throws TopCallsError when looking on is no use for any call
 */
export async function pollCall(
	polling: Polling,
	placed: Call,
	order: number,
): Promise<{ call: Call; lost?: TopCallsError }> {
	const { client, deadline, now, pause } = polling;
	let call = placed;
	let endedAt = placed.ended ? now() : undefined;
	let trouble: Trouble | undefined;
	for (let looks = 0; ; looks++) {
		// A call just placed has not ended yet.
		if (looks > 0 || placed.ended) {
			const found = await fetchCall(client, placed.call_id, order).catch(asTopCallsError);
			if (found instanceof TopCallsError) {
				trouble = { since: trouble?.since ?? now(), looks: (trouble?.looks ?? 0) + 1 };
				if (isLost(found, trouble, polling)) return { call, lost: found };
				if (isHopeless(found, trouble, polling)) throw found;
			} else {
				call = found;
				trouble = undefined;
				polling.answeredAt = now();
			}
		}
		const seenAt = now();
		if (call.ended) endedAt ??= seenAt;
		const isLookedAt = call !== placed;
		if (isLookedAt && isProcessed(call, seenAt, endedAt, PATIENCE_MS.polling)) return { call };

		const wait = pollDelayMs({ looks, now: seenAt, deadline, endedAt });
		if (wait === undefined) return { call };
		await pause(wait);
	}
}

/** Whether it is this call alone of which nothing can be learnt. */
function isLost(error: TopCallsError, { since }: Trouble, { answeredAt, now }: Polling): boolean {
	const elapsed = now() - since;
	if (error.status === 404) return elapsed >= NOT_FOUND_MS;
	if (error.kind === 'refused' || elapsed < UNREADABLE_MS || answeredAt === undefined) return false;
	// A network or a server that is down may hit the last call that is still open.
	return answeredAt > since || !(mayPass(error) && error.kind !== 'unreadable');
}

/** Whether all calls fare like this one: a key that may not read, or a cancelled execution. */
function isHopeless(error: TopCallsError, { looks }: Trouble, { answeredAt }: Polling): boolean {
	if (error.kind === 'refused') return true;
	if (mayPass(error) || error.status === 404) return false;
	return answeredAt === undefined && looks > 1;
}

function mayPass({ kind, status }: TopCallsError): boolean {
	if (['unreachable', 'lost', 'unreadable', 'unexpected'].includes(kind)) return true;
	return status === 408 || status === 425 || status === 429 || status >= 500;
}
