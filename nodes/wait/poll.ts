import type { Call } from '../api/call';
import { fetchCall } from '../api/calls';
import type { TopCallsClient } from '../api/client';
import { isSettled } from '../api/settled';
import { TopCallsError } from '../api/TopCallsError';
import { nextLook } from './pollPlan';

/**
 * Looks at a call until it has ended or the time is up. Trouble at TopCalls that may pass is sat out.
 *
 * @param placed   the call as TopCalls took it
 * @param order    among waiting requests the lowest goes first
 * @param deadline milliseconds since the epoch
 * @param pause    waits so many milliseconds; rejects when the execution is cancelled
 * @returns the call as last seen
 * @throws TopCallsError when looking on is no use
 */
export async function pollCall(
	client: TopCallsClient,
	placed: Call,
	order: number,
	deadline: number,
	pause: (milliseconds: number) => Promise<void>,
): Promise<Call> {
	let call = placed;
	let endedAt = placed.ended ? Date.now() : undefined;
	for (let looks = 0; ; looks++) {
		// A call just placed has not ended yet.
		if (looks > 0 || placed.ended) call = (await look(client, placed.call_id, order)) ?? call;
		const now = Date.now();
		if (call !== placed && isSettled(call, now)) return call;

		if (call.ended) endedAt ??= now;
		const wait = nextLook({ looks, now, deadline, endedAt });
		if (wait === undefined) return call;
		await pause(wait);
	}
}

/** @returns undefined while TopCalls has a difficulty that may pass */
async function look(
	client: TopCallsClient,
	callId: string,
	order: number,
): Promise<Call | undefined> {
	return await fetchCall(client, callId, order).catch((error: Error) => {
		if (error instanceof TopCallsError && mayPass(error)) return undefined;
		throw error;
	});
}

function mayPass({ kind, status }: TopCallsError): boolean {
	if (kind === 'unreachable' || kind === 'lost' || kind === 'unreadable') return true;
	return status === 429 || status >= 500;
}
