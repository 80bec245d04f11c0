import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';

import { describeFailure } from './describeFailure';
import { TopCallsError } from './TopCallsError';
import { UserError } from './UserError';

/** What n8n shows for an error. */
export interface ErrorDetails {
	/** What happened, in place of the error's own words. */
	message?: string;
	/** What to do about it. */
	description?: string;
	itemIndex?: number;
	/** `warning` for what only the user can correct. */
	level?: 'warning';
}

/**
 * Turns an error of this package into the one that n8n shows: NodeApiError for what TopCalls answered,
 * NodeOperationError for everything else.
 */
export function toNodeError(
	node: INode,
	error: Error,
	details: ErrorDetails = {},
): NodeApiError | NodeOperationError {
	const message = details.message ?? describeFailure(error);
	if (error instanceof TopCallsError) {
		const httpCode = error.status ? String(error.status) : undefined;
		return new NodeApiError(node, { message } as JsonObject, { ...details, message, httpCode });
	}
	if (error instanceof UserError) {
		return new NodeOperationError(node, message, { description: error.hint, ...details });
	}
	const cause = details.message === undefined ? error : message;
	return new NodeOperationError(node, cause, details);
}
