import { normalizeCall, type Call } from '../shared/call/call';
import { eventOf, matchEvent, isCallEvent } from '../shared/call/events';
import { documentedEnd } from '../shared/call/state';
import { fetchCall } from '../shared/call/requests';
import type { TopCallsClient } from '../shared/client/client';
import { FirstSeen, isProcessed } from '../shared/call/processed';
import { asTopCallsError } from '../shared/errors/TopCallsError';
import type { CallDelivery } from './delivery';
import { isEnd } from './eventIdentity';

/** The verified event, or the rejection of it. */
export type Verification = { event: string; call: Call } | Rejection;

export interface Rejection {
	/** 400 for what is not an event, 401 for an event that is not trusted, 503 to have TopCalls deliver it again. */
	status: 400 | 401 | 503;
	reason: string;
	/** Details for the log of n8n only. */
	detail?: string;
}

const firstSeen = new FirstSeen();

/**
 * Gets the call of an event from TopCalls. The workflow receives the response of the API, and nothing of the event
 * itself.
 *
 * @param now milliseconds since the epoch
 */
export async function verifyEvent(
	client: TopCallsClient,
	{ event, callId }: CallDelivery,
	now: number,
): Promise<Verification> {
	const call = await fetchCall(client, callId).catch(asTopCallsError);
	if (call instanceof Error) {
		if (call.status === 404) return { status: 401, reason: 'TopCalls does not know this call' };
		return { status: 503, reason: 'TopCalls could not be asked', detail: call.message };
	}
	// With another spelling of its ID, the same event would count as a different one.
	if (call.call_id !== callId) return { status: 401, reason: 'The call has another ID' };

	const claimed = event ?? eventOf(call);
	const contradicts = isEnd(claimed) && call.ended && !endsOf(call).includes(claimed);
	// A call ends once, and the API decides how.
	const truth = isEnd(claimed) && call.ended ? eventOf(call) : claimed;
	const happened = isCallEvent(truth) && !contradicts ? matchEvent(truth, call, now) : 'mismatch';
	if (happened === 'mismatch')
		return { status: 401, reason: `The status of the call does not match ${claimed}` };
	const isReady =
		!isEnd(truth) || (call.ended && isProcessed(call, now, firstSeen.since(call, now)));
	// It may be true in a moment: the API can be behind its own events.
	if (happened === 'pending' || !isReady)
		return { status: 503, reason: `The status of the call does not match ${claimed} yet` };
	return { event: truth, call };
}

/**
 * Accepts an event without asking TopCalls, unless its own fields contradict it.
 *
 * @param now milliseconds since the epoch
 */
export function trustEvent({ event, payload }: CallDelivery, now: number): Verification {
	const call = normalizeCall(payload);
	const claimed = event ?? eventOf(call);
	const truth = isEnd(claimed) && call.ended ? eventOf(call) : claimed;
	if (isCallEvent(truth) && matchEvent(truth, call, now) === 'mismatch')
		return { status: 401, reason: `This ${claimed} is too old, or does not match the call` };
	return { event: truth, call };
}

/** The end events that the fields of a call allow; both if no field has a documented end. */
function endsOf(call: Call): string[] {
	const { status, call_status } = call;
	const ends = [documentedEnd({ status }), documentedEnd({ call_status })].filter(Boolean);
	return ends.length > 0 ? ends.map((end) => `call.${end}`) : ['call.completed', 'call.failed'];
}
