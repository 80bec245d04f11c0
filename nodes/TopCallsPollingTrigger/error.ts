import type { INode } from 'n8n-workflow';

import { httpHint } from '../shared/client/httpFailure';
import { quoteProblem } from '../shared/errors/describeFailure';
import { toNodeError } from '../shared/errors/toNodeError';
import { TopCallsError } from '../shared/errors/TopCallsError';

const NOTHING_LOST = 'The next poll returns the calls that ended in the meantime; none is lost.';

/** The error that n8n shows for a poll that failed: what happened and what to do. */
export function pollError(node: INode, error: Error): Error {
	if (!(error instanceof TopCallsError)) return toNodeError(node, error);
	return toNodeError(node, error, {
		description: [quoteProblem(error), hintFor(error.status), NOTHING_LOST]
			.filter(Boolean)
			.join(' '),
	});
}

/** The next poll runs automatically, so a temporary failure needs no action. */
function hintFor(status: number): string | undefined {
	return status === 429 || status >= 500 ? undefined : httpHint(status);
}
