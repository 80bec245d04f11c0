import type { Problem } from './problem';

const MESSAGES: Record<number, string> = {
	401: 'TopCalls does not accept the API key',
	402: 'The TopCalls account has not enough minutes left',
	403: 'The API key is not allowed to do this',
	404: 'TopCalls does not know this address',
	408: 'TopCalls took too long to answer',
	429: 'TopCalls accepts no more requests for now',
};

const FIXES: Record<number, string> = {
	401: 'In the credential, paste the key again: it begins with tc_live_ and stands in the TopCalls account settings.',
	402: 'Add minutes to the account, then run the flow again.',
	403: 'Give the key the scope it lacks in the TopCalls account settings, or use another key.',
	404: 'Check the ID, and the Base URL of the credential.',
	429: 'Run the flow again later, or set Calls per Minute under Options.',
};

const OTHER_FIX = 'Check the fields of the node, or ask the support of TopCalls.';

/**
 * One sentence for an answer with an error status.
 *
 * @param status  the HTTP status
 * @param problem what the body said
 */
export function describeHttpFailure(status: number, problem: Problem): string {
	const known = MESSAGES[status];
	if (status === 404 && problem.detail) return `TopCalls did not find it: ${problem.detail}`;
	if (known) return problem.detail && status === 402 ? `${known}: ${problem.detail}` : known;
	if (status >= 300 && status < 400)
		return 'The Base URL leads to a redirect, not to the TopCalls API';
	if (status >= 500) return `TopCalls had an internal difficulty (HTTP ${status})`;
	const why = problem.detail ?? problem.title ?? `HTTP ${status}`;
	return `TopCalls refused the request: ${why}`;
}

/** How the user can mend an answer with this status, where there is something to be done. */
export function howToMend(status: number): string | undefined {
	if (status >= 300 && status < 400)
		return 'Set the Base URL of the credential to https://api.topcalls.ai.';
	if (status >= 500) return 'This usually passes. Run the flow again later.';
	return FIXES[status] ?? (status >= 400 ? OTHER_FIX : undefined);
}
