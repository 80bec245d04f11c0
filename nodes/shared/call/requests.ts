import { normalizeCall, type Call } from './call';
import type { TopCallsClient } from '../client/client';
import { unwrap } from '../unwrap';
import { pathOf } from '../client/path';

/**
 * Reads one call from an answer, with or without an envelope.
 *
 * @throws TopCallsError (`unreadable`) without a call ID
 */
export function readCall(answer: unknown): Call {
	return normalizeCall(unwrap(answer, 'call'));
}

/** The most calls that one request lists. */
export const LARGEST_PAGE = 200;

/**
 * GET /v1/calls/{call_id}, see https://docs.topcalls.ai/api-reference/calls/get-call-details.
 *
 * @param priority among waiting requests the lowest goes first
 * @throws TopCallsError
 */
export async function fetchCall(
	client: TopCallsClient,
	callId: string,
	priority = 0,
): Promise<Call> {
	const path = pathOf('/v1/calls', callId);
	return await client.request({ method: 'GET', path }, priority, readCall);
}
