import type { Call } from './call';
import { documentedEnd } from './state';
import { parseTime } from '../time';
import { LAST_DELIVERY_AFTER_MS } from './deliveryTimes';

/**
 * How long to wait for transcript, summary and recording of a call that has ended. TopCalls documents about 15
 * seconds; the limits differ by who waits.
 */
export const PROCESSING_LIMIT_MS = {
	/** An event: nothing is held up meanwhile, and TopCalls delivers it again after 1 and 5 minutes. */
	webhook: 2 * 60_000,
	/** Make and Wait by polling: an execution, or an AI agent, keeps running for it. */
	polling: 45_000,
	/** The polling trigger, which looks again with each poll; the default of its option. */
	pollingTrigger: 5 * 60_000,
	/** For all of them, if TopCalls does not say whether it is still processing. */
	unstated: 45_000,
};

/**
 * True once the call has ended and its post-processing (transcript, summary, recording) is done or overdue. A call
 * that nobody answered has no post-processing.
 * Follows `completed` of https://docs.topcalls.ai/api-reference/calls/get-call-details.
 *
 * @param now      milliseconds since the epoch
 * @param since    when somebody first saw that the call is over, in milliseconds since the epoch
 * @param limitMs how long the processing may take
 */
export function isProcessed(
	call: Call,
	now: number,
	since?: number,
	limitMs = PROCESSING_LIMIT_MS.webhook,
): boolean {
	if (!call.ended) return false;
	if (call.completed === true || documentedEnd(call) === 'failed') return true;
	if (call.completed !== false && hasAllResults(call)) return true;
	const allowedMs =
		call.completed === false ? limitMs : Math.min(limitMs, PROCESSING_LIMIT_MS.unstated);
	return now - overSince(call, now, since) >= allowedMs;
}

/**
 * Since when a call is over: the earliest time that TopCalls or n8n knows, as their clocks may differ.
 *
 * @param since when somebody first saw it
 * @returns milliseconds since the epoch
 */
export function overSince({ end_at }: Call, now: number, since = now): number {
	return Math.min(parseTime(end_at) ?? Infinity, since, now);
}

function hasAllResults({ transcript_text, recording_url, call_summary }: Call): boolean {
	return [transcript_text, recording_url, call_summary].every(
		(result) => typeof result === 'string' && result !== '',
	);
}

const MOST_SEEN = 20_000;

/**
 * When calls were first seen to have ended, for calls without an end time. A restart of n8n forgets it and another
 * process does not know it, so it alone could let every delivery of an event come too early.
 */
export class FirstSeen {
	private readonly over = new Map<string, number>();

	/**
	 * @param call   one that has ended
	 * @param madeAt when it was made, at the latest, for a call without any time
	 * @returns since when it is known to be over; if this may be the last delivery of its event, since it began
	 */
	since(call: Call, now: number, madeAt = now): number {
		const { call_id: callId, end_at, started_at, created_at } = call;
		const begun = parseTime(started_at) ?? parseTime(created_at) ?? madeAt;
		// Clocks may differ.
		const isDated = (parseTime(end_at) ?? Infinity) - now < LAST_DELIVERY_AFTER_MS;
		if (!isDated && now - begun >= LAST_DELIVERY_AFTER_MS) return begun;
		const since = Math.min(this.over.get(callId) ?? now, now);
		this.over.set(callId, since);
		const oldest = this.over.keys().next().value;
		if (this.over.size > MOST_SEEN && oldest !== undefined) this.over.delete(oldest);
		return since;
	}
}
