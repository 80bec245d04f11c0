import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../shared/call/call';
import type { TopCallsError } from '../../shared/errors/TopCallsError';
import { UserError } from '../../shared/errors/UserError';
import { resultOf, type WaitingCall } from './result';

/** A call just placed may be unknown for a moment; one that stays so is deleted. */
export const NOT_FOUND_MS = 30_000;
/** So long a single call may fail to be read while others are, before it holds them up no longer. */
export const UNREADABLE_MS = 5 * 60_000;

/** What is given out for a call that was placed and of which nothing more can be learnt. */
export function lostResult(waiting: WaitingCall, call: Call, error: TopCallsError): IDataObject {
	return { ...resultOf(waiting, call), wait: isDeleted(error) ? 'not_found' : 'unreadable' };
}

/** The same as an error of its item, for nodes that continue on fail. */
export function lostError(error: TopCallsError): UserError {
	return isDeleted(error)
		? new UserError(
				'TopCalls no longer knows the call that was placed',
				'It was deleted at TopCalls, or the credential is for another account by now. Before you call again, check there whether somebody was called.',
			)
		: new UserError(
				`The call was placed, but TopCalls does not say what came of it: ${error.message}`,
				'Look it up later with Get.',
			);
}

function isDeleted({ status }: TopCallsError): boolean {
	return status === 404;
}
