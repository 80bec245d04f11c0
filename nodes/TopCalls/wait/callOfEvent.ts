import { readEventBody } from '../../shared/webhook/payload';

/**
 * The call of a waiting execution that an event is about. If the event has no call ID and only one call is pending,
 * it is that call.
 *
 * @param callIds the calls that the execution waits for
 * @returns undefined for a call that is not among them, and where it could be any of several
 */
export function callOfEvent(body: unknown, callIds: string[]): string | undefined {
	const named = readEventBody(body)?.callId;
	if (named === undefined) return callIds.length === 1 ? callIds[0] : undefined;
	return callIds.find((callId) => callId === named);
}
