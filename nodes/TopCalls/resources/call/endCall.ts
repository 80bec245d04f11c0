import type { IDataObject } from 'n8n-workflow';

import { saidNo } from '../../../shared/client/client';
import { isJsonObject } from '../../../shared/json';
import { pathOf } from '../../../shared/client/path';
import type { SideEffect, Operation } from '../../execution/operation';
import { readCallId } from './callId';

/**
 * Cancelling and stopping differ only in their path.
 *
 * @param action the last part of the path
 */
export function endCall(
	action: 'cancel' | 'stop',
	{ fixes, ...counted }: Omit<SideEffect, 'ifUnknown'> & { fixes: Record<number, string> },
): Operation<{ callId: string }> {
	return {
		parse: (context, itemIndex) => ({ callId: readCallId(context, itemIndex) }),

		async execute({ client, keyFor }, { callId }, itemIndex) {
			const answer = await client.request(
				{
					method: 'POST',
					path: pathOf('/v1/calls', callId, action),
					idempotencyKey: keyFor(action, itemIndex, callId, {}),
				},
				itemIndex,
				readConsent,
			);
			return [{ json: { call_id: callId, ok: true, ...answer } }];
		},

		describeItem: ({ callId }) => ({ call_id: callId }),
		sideEffect: { ...counted, ifUnknown: 'Running the workflow again does no harm.' },
		hints: fixes,
	};
}

/**
 * What TopCalls says after it did it. Beside a status of success, `error` says that it did not.
 *
 * @throws TopCallsError
 */
function readConsent(answer: unknown): IDataObject {
	if (!isJsonObject(answer)) return {};
	const { error, ...rest } = answer;
	if (error) throw saidNo(answer);
	return rest as IDataObject;
}
