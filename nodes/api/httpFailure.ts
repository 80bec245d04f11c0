import type { Problem } from './problem';

const MESSAGES: Record<number, string> = {
	401: 'TopCalls does not accept the API key',
	402: 'The TopCalls account does not have enough minutes left',
	403: 'The API key is not allowed to do this',
	404: 'TopCalls does not know this address',
	408: 'TopCalls took too long to answer',
	429: 'TopCalls accepts no more requests for now',
};

const PASSES = 'This usually passes. Try again later.';

const FIXES: Record<number, string> = {
	401: 'In the credential, paste the key again. It begins with tc_live_; you find it in the TopCalls account settings.',
	402: 'Add minutes to the account, then try again.',
	403: 'In the TopCalls account settings, give the key the scope it lacks (calls:read to look calls up, calls:write to make, cancel and stop them), or use another key.',
	404: 'Check the Base URL of the credential, and the ID if you gave one.',
	408: PASSES,
	425: PASSES,
	429: 'Try again later.',
};

const UNKNOWN_ID =
	'Check the ID, and whether the credential is for the account that made the call.';

const OTHER_FIX = 'Check the fields of the node, or ask TopCalls support.';

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

/**
 * How the user can mend an answer with this status, where there is something to be done.
 *
 * @param problem what the body said
 */
export function howToMend(status: number, problem?: Problem): string | undefined {
	if (status >= 300 && status < 400)
		return 'Set the Base URL of the credential to https://api.topcalls.ai.';
	if (status >= 500) return PASSES;
	// TopCalls says what it did not find; a server that is not TopCalls does not.
	if (status === 404 && problem?.detail) return UNKNOWN_ID;
	return FIXES[status] ?? (status >= 400 ? OTHER_FIX : undefined);
}
