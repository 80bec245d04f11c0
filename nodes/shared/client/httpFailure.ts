import { CHECK_BASE_URL_OR_TRY_LATER, TRY_AGAIN_LATER } from '../errors/commonHints';
import { parseProblem, type Problem } from '../errors/problemDetails';
import { TopCallsError } from '../errors/TopCallsError';
import type { HttpResponse } from './transport';

const MESSAGES: Record<number, string> = {
	401: 'TopCalls does not accept the API key',
	402: 'The TopCalls account does not have enough minutes left',
	403: 'The API key is not allowed to do this',
	404: 'TopCalls has no such endpoint',
	408: 'TopCalls took too long to answer',
	429: 'TopCalls accepts no more requests for now',
};

const HINTS: Record<number, string> = {
	401: 'Open the credential and paste the API key again from your TopCalls account settings. It starts with tc_live_.',
	402: 'Add minutes to the account, then try again.',
	403: 'In the TopCalls account settings, give the key the scope it lacks (calls:read to look calls up, calls:write to make, cancel and stop them), or use another key.',
	404: 'Check the Base URL of the credential, and the ID if you gave one.',
	408: TRY_AGAIN_LATER,
	425: TRY_AGAIN_LATER,
	429: 'Try again later.',
};

const UNKNOWN_ID =
	'Check the ID, and whether the credential is for the account that it belongs to.';

export const CHECK_FIELDS = 'Check the fields of the node, or ask TopCalls support.';

const BETWEEN = 'Something between n8n and TopCalls';
const LET_THROUGH =
	'The API key was not checked. Ask whoever runs the firewall or proxy of your network to let n8n reach the Base URL of the credential, and check that Base URL.';
const PROXY_LOGIN =
	'Put the user and password for the proxy into the HTTPS_PROXY or HTTP_PROXY of n8n, or ask whoever runs the proxy to let n8n through.';
const CHECK_BASE_URL =
	'Check the Base URL of the credential. If it is right, a proxy, a firewall or a login page of your network answers instead of it.';

/** Statuses with which a text that is not JSON may still come from TopCalls. */
const PLAIN_WORDS = new Set([400, 402, 409, 422, 429]);

/**
 * The error for an unsuccessful response: who sent it, what it says, and what to do.
 *
 * @param answer with any status but 2xx
 */
export function httpFailure(answer: HttpResponse): TopCallsError {
	const { status, body, retryAfterMs } = answer;
	const problem = parseProblem(body);
	const isForeign = !isFromTopCalls(answer);
	const message = isForeign ? describeForeign(status) : httpMessage(status, problem);
	const hint = isForeign ? foreignHint(status) : httpHint(status, problem);
	return new TopCallsError('http', message, {
		status,
		problem,
		retryAfterMs,
		hint,
		isForeign,
	});
}

/** The error for a 2xx response that is not JSON: not from TopCalls, or cut off. */
export function unreadableAnswer({ status, body }: HttpResponse): TopCallsError {
	const isForeign = isMarkup(body);
	const message = isForeign
		? `${BETWEEN} answered with a web page`
		: 'TopCalls answered with something that is not JSON';
	const hint = isForeign ? CHECK_BASE_URL : CHECK_BASE_URL_OR_TRY_LATER;
	return new TopCallsError('unreadable', message, { status, hint, isForeign });
}

/**
 * Whether a response can come from TopCalls. It answers in JSON; an empty body is possible too.
 * Follows “Errors” of https://docs.topcalls.ai/api-reference/introduction.
 */
function isFromTopCalls({ status, headers, body }: HttpResponse): boolean {
	if (status < 200 || status === 407 || isMarkup(body)) return false;
	const challenge = headers['www-authenticate'];
	if (status === 401 && typeof challenge === 'string' && !/^\s*bearer\b/i.test(challenge)) {
		return false;
	}
	return body.trim() === '' || PLAIN_WORDS.has(status) || isJson(body);
}

function isMarkup(body: string): boolean {
	return /^\s*\ufeff?\s*</.test(body);
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

function describeForeign(status: number): string {
	if (status === 407) return 'The proxy between n8n and TopCalls asks for a login (HTTP 407)';
	if (status === 401) return `${BETWEEN} asks for a login (HTTP 401)`;
	if (status === 403 || status === 451) return `${BETWEEN} blocked the request (HTTP ${status})`;
	return `${BETWEEN} answered instead of TopCalls (HTTP ${status})`;
}

function foreignHint(status: number): string {
	if (status === 407) return PROXY_LOGIN;
	if (status === 401 || status === 403 || status === 451) return LET_THROUGH;
	return status >= 500 || status === 429 || status === 408 ? TRY_AGAIN_LATER : CHECK_BASE_URL;
}

/**
 * One sentence for an unsuccessful response of TopCalls.
 *
 * @param status  the HTTP status
 * @param problem what the body said
 */
export function httpMessage(status: number, problem: Problem): string {
	const known = MESSAGES[status];
	if (status === 404 && problem.detail) return `TopCalls did not find it: ${problem.detail}`;
	if (known) return problem.detail && status === 402 ? `${known}: ${problem.detail}` : known;
	if (status >= 300 && status < 400)
		return 'The Base URL leads to a redirect, not to the TopCalls API';
	if (status >= 500) return `TopCalls is temporarily unavailable (HTTP ${status})`;
	const why = problem.detail ?? problem.title ?? `HTTP ${status}`;
	return `TopCalls refused the request: ${why}`;
}

/**
 * What the user can do about a response of TopCalls with this status, if anything.
 *
 * @param problem what the body said
 */
export function httpHint(status: number, problem?: Problem): string | undefined {
	if (status >= 300 && status < 400)
		return 'Set the Base URL of the credential to https://api.topcalls.ai.';
	if (status >= 500) return TRY_AGAIN_LATER;
	// TopCalls names what it did not find; another server does not.
	if (status === 404 && problem?.detail) return UNKNOWN_ID;
	return HINTS[status] ?? (status >= 400 ? CHECK_FIELDS : undefined);
}
