import type { IDataObject } from 'n8n-workflow';

import { refusedWithSuccess } from '../../../shared/client/client';
import { isJsonObject } from '../../../shared/json';
import { endpoint } from '../../execution/endpoint';
import type { SideEffect } from '../../execution/operation';
import { describeCall, openCallIdField, readCallId } from './callId';

/**
 * Canceling and stopping a call differ only in their path and words.
 *
 * @param action       the last part of the path
 * @param conflictHint what to do when the call is in a state in which this cannot be done
 */
export function endCall(
	action: 'cancel' | 'stop',
	words: Omit<SideEffect, 'ifUnknown'>,
	conflictHint: string,
) {
	return endpoint({
		action,
		method: 'POST',
		path: `/v1/calls/{callId}/${action}`,
		fields: [openCallIdField],
		readers: { callId: readCallId },
		idempotent: 'key',
		scope: 'calls:write',
		output: (answer, { other }) => ({
			call_id: String(other.callId),
			ok: true,
			...readConfirmation(answer),
		}),
		describe: describeCall,
		sideEffect: { ...words, ifUnknown: 'It is safe to run the workflow again.' },
		hints: { 200: 'Use Get to see the status of the call.', 409: conflictHint },
	});
}

/**
 * What TopCalls confirms. With a status of success, `error` says that it did not do it.
 *
 * @throws TopCallsError
 */
function readConfirmation(answer: unknown): IDataObject {
	if (!isJsonObject(answer)) return {};
	const { error, ...rest } = answer;
	if (error) throw refusedWithSuccess(answer);
	return rest as IDataObject;
}
