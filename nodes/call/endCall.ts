import type { IDataObject } from 'n8n-workflow';

import type { CountedAs, Operation } from '../items/operation';
import { readCallId } from './callId';

/**
 * Cancelling and stopping differ only in their path.
 *
 * @param action the last part of the path
 */
export function endCall(
	action: 'cancel' | 'stop',
	{ fixes, ...counted }: Omit<CountedAs, 'ifUnknown'> & { fixes: Record<number, string> },
): Operation<{ callId: string }> {
	return {
		prepare: (context, itemIndex) => ({ callId: readCallId(context, itemIndex) }),

		async perform({ client, keyFor }, { callId }, itemIndex) {
			const answer = await client.request(
				{
					method: 'POST',
					path: `/v1/calls/${callId}/${action}`,
					idempotencyKey: keyFor(action, itemIndex, callId, {}),
				},
				itemIndex,
			);
			return [{ json: { call_id: callId, ok: true, ...(answer as IDataObject) } }];
		},

		identify: ({ callId }) => ({ call_id: callId }),
		countedAs: { ...counted, ifUnknown: 'Running the workflow again does no harm.' },
		fixes,
	};
}
