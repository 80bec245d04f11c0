import { readEventBody } from '../../shared/webhook/payload';

/** Which call of a waiting execution an event is about: one of them, another one, or any of them. */
export type CallOfEvent = { callId: string } | 'another' | 'any';

/**
 * Reads which call an event is about. If the event has no call ID and only one call is pending, it is that call.
 *
 * @param readings what the body may mean, the likeliest first
 * @param callIds  the calls that the execution waits for
 */
export function callOfEvent(readings: Iterable<unknown>, callIds: string[]): CallOfEvent {
	for (const body of readings) {
		const named = readEventBody(body)?.callId;
		if (named === undefined) continue;
		const callId = callIds.find((each) => each === named);
		return callId === undefined ? 'another' : { callId };
	}
	const [only] = callIds;
	return only !== undefined && callIds.length === 1 ? { callId: only } : 'any';
}
