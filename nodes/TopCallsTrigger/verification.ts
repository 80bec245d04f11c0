import { normalizeCall, type Call } from '../shared/call/call';
import { eventOf, matchEvent, isCallEvent } from '../shared/call/events';
import { documentedEnd } from '../shared/call/state';
import { fetchCall } from '../shared/call/requests';
import type { TopCallsClient } from '../shared/client/client';
import { FirstSeen, isProcessed } from '../shared/call/processed';
import type { TopCallsError } from '../shared/errors/TopCallsError';
import type { CallDelivery } from './delivery';
import { isEnd } from './eventIdentity';

/** What an event turned out to be: true, or to be answered with an error status. */
export type Verification = { event: string; call: Call } | Rejection;

export interface Rejection {
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
export async function verifyEvent(
	client: TopCallsClient,
	{ event, callId }: CallDelivery,
	now: number,
): Promise<Verification> {
	const call = await fetchCall(client, callId).catch((error: TopCallsError) => error);
	if (call instanceof Error) {
		if (call.status === 404) return { status: 401, reason: 'TopCalls does not know this call' };
		return { status: 503, reason: 'TopCalls could not be asked', detail: call.message };
	}
	// Another spelling of the same ID would pass for another event.
	if (call.call_id !== callId) return { status: 401, reason: 'The call has another ID' };

	const told = event ?? eventOf(call);
	const contradicts = isEnd(told) && call.ended && !endsOf(call).includes(told);
	// An end is one event, and which one is for the API to say.
	const truth = isEnd(told) && call.ended ? eventOf(call) : told;
	const happened = isCallEvent(truth) && !contradicts ? matchEvent(truth, call, now) : 'mismatch';
	if (happened === 'mismatch')
		return { status: 401, reason: `TopCalls knows of no ${told} of this call` };
	const isReady = !isEnd(truth) || isProcessed(call, now, firstSeen.since(callId, now));
	// Not believed, but perhaps true in a moment: the API can be behind its own events.
	if (happened === 'pending' || !isReady) return { status: 503, reason: `No ${told} yet` };
	return { event: truth, call };
}

/**
 * Takes an event at its word, as far as what it says of the call does not speak against it.
 *
 * @param now milliseconds since the epoch
 */
export function trustEvent({ event, payload }: CallDelivery, now: number): Verification {
	const call = normalizeCall(payload);
	const told = event ?? eventOf(call);
	const truth = isEnd(told) && call.ended ? eventOf(call) : told;
	if (isCallEvent(truth) && matchEvent(truth, call, now) === 'mismatch')
		return { status: 401, reason: `This ${told} is too old, or not one of this call` };
	return { event: truth, call };
}

/** What the end of a call may be called: whatever one of its fields says, and anything where none says it. */
function endsOf(call: Call): string[] {
	const { status, call_status } = call;
	const ends = [documentedEnd({ status }), documentedEnd({ call_status })].filter(Boolean);
	return ends.length > 0 ? ends.map((end) => `call.${end}`) : ['call.completed', 'call.failed'];
}
