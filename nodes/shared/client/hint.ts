import type { INode, NodeApiError, NodeOperationError } from 'n8n-workflow';

import {
	CHECK_BASE_URL_OR_TRY_LATER,
	CHECK_CONNECTION,
	TRY_AGAIN_LATER,
} from '../errors/commonHints';
import { quoteProblem } from '../errors/describeFailure';
import { toNodeError } from '../errors/toNodeError';
import { TopCallsError, type FailureKind } from '../errors/TopCallsError';
import { UserError } from '../errors/UserError';
import { httpHint } from './httpFailure';

/** Hints that the sender of a request knows better. */
export interface OwnHints {
	/** By HTTP status. */
	byStatus?: Record<number, string>;
	/** What to do when the result is unknown. */
	ifUnknown?: string;
}

/** What to do about an error, in words; empty when nothing is known. */
export function hintFor(error: Error, { byStatus, ifUnknown }: OwnHints = {}): string {
	if (error instanceof UserError) return [error.notDone, error.hint].filter(Boolean).join(' ');
	if (!(error instanceof TopCallsError)) return '';
	return [
		quoteProblem(error),
		(error.isForeign ? undefined : byStatus?.[error.status]) ??
			error.hint ??
			httpHint(error.status, error.problem) ??
			HINTS[error.kind],
		ifUnknown && error.isResultUnknown && `${UNKNOWN_RESULT} ${ifUnknown}`,
		error.code && `(${error.code})`,
	]
		.filter(Boolean)
		.join(' ');
}

const HINTS: Partial<Record<FailureKind, string>> = {
	lost: TRY_AGAIN_LATER,
	unreachable: CHECK_CONNECTION,
	unreadable: CHECK_BASE_URL_OR_TRY_LATER,
};

const UNKNOWN_RESULT = 'TopCalls may still have processed this request.';

/**
 * The error for a node that cannot start, for example because its credential is unusable.
 *
 * @param more sentences for its description
 */
export function unusableNode(
	node: INode,
	error: Error,
	more = '',
): NodeApiError | NodeOperationError {
	const hint = hintFor(error) || 'Open the credential of this node and correct it.';
	return toNodeError(node, error, {
		message: error.message,
		description: more === '' ? hint : `${hint} ${more}`,
	});
}
