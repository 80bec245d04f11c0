import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { normaliseCall, simplifyCall, type Call } from '../api/call';
import type { TopCallsClient } from '../api/client';
import type { Operation } from '../items/operation';
import { callIdField, readCallId } from './callId';
import { simplifyField, wantsSimple } from '../items/simplify';

export const fields: INodeProperties[] = [callIdField, simplifyField];

export const operation: Operation<{ callId: string; simple: boolean }> = {
	prepare: (context, itemIndex) => ({
		callId: readCallId(context, itemIndex),
		simple: wantsSimple(context, itemIndex),
	}),

	async perform({ client }, { callId, simple }, itemIndex) {
		const call = await fetchCall(client, callId, itemIndex);
		return [{ json: (simple ? simplifyCall(call) : call) as IDataObject }];
	},

	identify: ({ callId }) => ({ call_id: callId }),
};

/**
 * GET /v1/calls/{call_id}, see https://docs.topcalls.ai/api-reference/calls/get-call-details.
 *
 * @param order among waiting requests the lowest goes first
 * @throws TopCallsError
 */
export async function fetchCall(
	client: TopCallsClient,
	callId: string,
	order: number,
): Promise<Call> {
	const path = `/v1/calls/${callId}`;
	return await client.request({ method: 'GET', path }, order, normaliseCall);
}
