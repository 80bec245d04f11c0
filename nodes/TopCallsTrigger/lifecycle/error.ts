import type { INode } from 'n8n-workflow';

import { httpHint } from '../../shared/client/httpFailure';
import { describeFailure, quoteProblem } from '../../shared/errors/describeFailure';
import { toNodeError } from '../../shared/errors/toNodeError';
import { TopCallsError } from '../../shared/errors/TopCallsError';

type Step = 'check' | 'create' | 'delete';

const WHAT_FAILED: Record<Step, string> = {
	check: 'The subscription at TopCalls could not be checked',
	create: 'The subscription at TopCalls was not created',
	delete: 'The subscription at TopCalls was not deleted',
};

const NO_SUBSCRIPTIONS =
	'TopCalls does not seem to offer subscriptions at this Base URL. Set Source to Calls Made by n8n, or use the TopCalls Polling Trigger.';

const NONE_CREATED = 'No subscription was created.';
const MAY_BE_CREATED = 'TopCalls may still have created the subscription.';

const HINTS: Record<Step, Record<number, string>> = {
	check: {},
	create: {
		400: 'Check Dispositions and Phone Number Pattern.',
		404: NO_SUBSCRIPTIONS,
		405: NO_SUBSCRIPTIONS,
		409: 'TopCalls seems to have this subscription already. Delete it there, then publish again.',
	},
	delete: {},
};

/** The error that n8n shows when a trigger could not be set up or removed: what happened and what to do. */
export function lifecycleError(node: INode, step: Step, error: Error): Error {
	if (!(error instanceof TopCallsError)) return toNodeError(node, error);
	const { status, problem, isResultUnknown } = error;
	return toNodeError(node, error, {
		message: `${WHAT_FAILED[step]}: ${describeFailure(error)}`,
		description: [
			quoteProblem(error),
			// n8n 1.x shows no more than this text.
			step === 'create' && (isResultUnknown ? MAY_BE_CREATED : NONE_CREATED),
			HINTS[step][status] ?? httpHint(status, problem),
		]
			.filter(Boolean)
			.join(' '),
	});
}
