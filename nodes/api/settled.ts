import type { Call } from './call';
import { eventOf } from './callEvent';

/** How long TopCalls may take for transcript, summary and recording; it says about 15 seconds. */
const PROCESSING_MS = 2 * 60_000;

/**
 * Whether there is nothing more to wait for: the call has ended and, if anybody spoke, TopCalls has
 * worked it up or has had ample time to.
 * Follows `completed` of https://docs.topcalls.ai/api-reference/calls/get-call-details.
 *
 * @param now milliseconds since the epoch
 */
export function isSettled(call: Call, now: number): boolean {
	if (!call.ended) return false;
	if (call.completed !== false || eventOf(call) === 'call.failed') return true;
	const end = Date.parse(String(call.end_at));
	// Without the time of its end nobody can tell how long it has been over.
	return Number.isNaN(end) || now - end > PROCESSING_MS;
}
