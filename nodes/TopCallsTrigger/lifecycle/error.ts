import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';

import { httpHint } from '../../shared/client/httpFailure';
import type { Problem } from '../../shared/errors/problemDetails';
import { TopCallsError } from '../../shared/errors/TopCallsError';
import { UserError } from '../../shared/errors/UserError';

type Step = 'check' | 'create' | 'delete';

const WHAT_FAILED: Record<Step, string> = {
	check: 'The subscription at TopCalls could not be checked',
	create: 'The subscription at TopCalls was not made',
	delete: 'The subscription at TopCalls was not deleted',
};

const NO_SUBSCRIPTIONS =
	'TopCalls does not seem to offer subscriptions at this Base URL. Set Source to Calls Placed by n8n, or use the TopCalls Polling Trigger.';

const NONE_MADE = 'No subscription was made.';
const PERHAPS_MADE = 'TopCalls may have made the subscription all the same.';

const HINTS: Record<Step, Record<number, string>> = {
	check: {},
	create: {
		400: 'Check Dispositions and Phone Number Pattern.',
		404: NO_SUBSCRIPTIONS,
		405: NO_SUBSCRIPTIONS,
		409: 'TopCalls seems to have such a subscription already. Delete it there, then publish again.',
	},
	delete: {},
};

/** The error that n8n shows when a trigger could not be set up or taken down: what happened, how to mend it. */
export function lifecycleError(node: INode, step: Step, error: Error): Error {
	if (error instanceof UserError) {
		return new NodeOperationError(node, error.message, { description: error.hint });
	}
	if (!(error instanceof TopCallsError)) return new NodeOperationError(node, error);

	const { status, problem } = error;
	const message = `${WHAT_FAILED[step]}: ${error.message}`;
	return new NodeApiError(node, { message } as JsonObject, {
		message,
		description: [
			saidBy(problem),
			// n8n 1.x shows no more than this text.
			step === 'create' && (error.isResultUnknown ? PERHAPS_MADE : NONE_MADE),
			HINTS[step][status] ?? httpHint(status, problem),
		]
			.filter(Boolean)
			.join(' '),
		httpCode: status ? String(status) : undefined,
	});
}

function saidBy({ title, detail, fields }: Problem): string {
	const inFields = fields.map(({ path, message }) => `${path}: ${message}`);
	const said = [title, detail, ...inFields].filter(Boolean).join('; ');
	return said && `TopCalls says: “${said}”.`;
}
