import { normaliseCall, type Call } from '../api/call';
import { eventOf, hasHappened, isCallEvent } from '../api/callEvent';
import { fetchCall } from '../api/calls';
import type { TopCallsClient } from '../api/client';
import { FirstSeen, isSettled } from '../api/settled';
import type { TopCallsError } from '../api/TopCallsError';
import type { CallDelivery } from './delivery';

/** What an event turned out to be: true, or to be answered with an error status. */
export type Finding = { event: string; call: Call } | Refusal;

export interface Refusal {
	/** 400 for what is no event, 401 when it is not believed, 503 when TopCalls shall deliver it again. */
	status: 400 | 401 | 503;
	reason: string;
	/** More, for the log of n8n only. */
	detail?: string;
}

const firstSeen = new FirstSeen();

/**
 * Asks TopCalls for the call that an event is about. What the API says goes into the flow, and nothing
 * of the event itself.
 *
 * @param now milliseconds since the epoch
 */
export async function verify(
	client: TopCallsClient,
	{ event, callId }: CallDelivery,
	now: number,
): Promise<Finding> {
	const call = await fetchCall(client, callId).catch((error: TopCallsError) => error);
	if (call instanceof Error) {
		if (call.status === 404) return { status: 401, reason: 'TopCalls does not know this call' };
		return { status: 503, reason: 'TopCalls could not be asked', detail: call.message };
	}
	// Another spelling of the same ID would pass for another event.
	if (call.call_id !== callId) return { status: 401, reason: 'The call has another ID' };

	const told = event ?? eventOf(call);
	const happened = isCallEvent(told) ? hasHappened(told, call, now) : 'no';
	if (happened === 'no')
		return { status: 401, reason: `TopCalls knows of no ${told} of this call` };
	const isEnd = told === 'call.completed' || told === 'call.failed';
	const isReady = !isEnd || isSettled(call, now, firstSeen.since(callId, now));
	// Not believed, but perhaps true in a moment: the API can be behind its own events.
	if (happened === 'notYet' || !isReady) return { status: 503, reason: `No ${told} yet` };
	return { event: told, call };
}

/** Takes an event at its word. */
export function believe({ event, payload }: CallDelivery): Finding {
	const call = normaliseCall(payload);
	return { event: event ?? eventOf(call), call };
}
