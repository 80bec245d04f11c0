import { readEventBody } from '../../shared/webhook/payload';

/**
 * The call of a waiting flow that an event is about. An event that names none came to the address of
 * this flow, so that of a single call is meant.
 *
 * @param callIds the calls that the flow waits for
 * @returns undefined for a call that is not among them, and where it could be any of several
 */
export function callOfEvent(body: unknown, callIds: string[]): string | undefined {
	const named = readEventBody(body)?.callId;
	if (named === undefined) return callIds.length === 1 ? callIds[0] : undefined;
	return callIds.find((callId) => callId === named);
}
