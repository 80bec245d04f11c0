import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';

import { httpHint } from '../shared/client/httpFailure';
import { TopCallsError } from '../shared/errors/TopCallsError';
import { UserError } from '../shared/errors/UserError';

const NOTHING_LOST = 'The next poll brings the calls that ended meanwhile; none is lost.';

/** The error that n8n shows for a poll that failed: what happened and how to mend it. */
export function pollError(node: INode, error: unknown): Error {
	if (error instanceof UserError) {
		return new NodeOperationError(node, error.message, { description: error.hint });
	}
	if (!(error instanceof TopCallsError)) return new NodeOperationError(node, error as Error);
	const { message, status, problem } = error;
	const said = problem.detail && !message.includes(problem.detail) ? problem.detail : '';
	return new NodeApiError(node, { message } as JsonObject, {
		message,
		description: [said && `TopCalls says: “${said}”.`, fixFor(status), NOTHING_LOST]
			.filter(Boolean)
			.join(' '),
		httpCode: status ? String(status) : undefined,
	});
}

/** The next poll comes by itself, so for what passes there is nothing to do. */
function fixFor(status: number): string | undefined {
	return status === 429 || status >= 500 ? undefined : httpHint(status);
}
