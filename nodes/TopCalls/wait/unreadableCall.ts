import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../shared/call/call';
import type { TopCallsError } from '../../shared/errors/TopCallsError';
import { UserError } from '../../shared/errors/UserError';
import { resultOf, type WaitingCall } from './result';

/** A new call may not be found for a moment; after this time it counts as deleted. */
export const NOT_FOUND_MS = 30_000;
/** After this time a single call that cannot be read no longer delays the others. */
export const UNREADABLE_MS = 5 * 60_000;

/** The output for a call that was made and whose result cannot be read. */
export function unreadableResult(
	waiting: WaitingCall,
	call: Call,
	error: TopCallsError,
): IDataObject {
	return resultOf(waiting, call, isDeleted(error) ? 'not_found' : 'unreadable');
}

/** The same as the error of its item, for nodes that continue on fail. */
export function unreadableError(error: TopCallsError): UserError {
	return isDeleted(error)
		? new UserError(
				'TopCalls no longer has the call that was made',
				'It was deleted at TopCalls, or the credential now belongs to another account. Before you call again, check in TopCalls whether the person was called.',
			)
		: new UserError(
				`The call was made, but its result is not available: ${error.message}`,
				'Use Get later to retrieve it.',
			);
}

function isDeleted({ status }: TopCallsError): boolean {
	return status === 404;
}
