import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { checkApiKey } from './apiKey';
import { checkBaseUrl } from './baseUrl';
import { connectionError, isTlsFault } from '../errors/connectionError';
import { httpFailure, unreadableAnswer } from './httpFailure';
import { readPage } from './pagination';
import { parseJson } from './parseJson';
import { redactText } from './redact';
import { TopCallsError } from '../errors/TopCallsError';
import { answerOf, inTime, type HttpResponse, type FullResponse } from './transport';

const TIMEOUT_MS = 15_000;

/**
 * The Test button of the credential: lists one call, which places none and costs nothing.
 * Follows https://docs.topcalls.ai/api-reference/calls/list-calls. Never throws.
 */
export async function topCallsApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const { apiKey, baseUrl } = (credential.data ?? {}) as Record<string, unknown>;
	const checkedKey = checkApiKey(apiKey);
	if (!checkedKey.ok) return failed(checkedKey.reason);
	const { key } = checkedKey;
	const checked = checkBaseUrl(baseUrl);
	if (!checked.ok) return failed(checked.reason);

	// The context of a credential test offers only this older request function.
	const { request } = this.helpers;
	const answered = request({
		method: 'GET',
		uri: `${checked.url}/v1/calls?limit=1`,
		headers: { Authorization: `Bearer ${key}`, Accept: 'application/json' },
		resolveWithFullResponse: true,
		simple: false,
		followRedirect: false,
		timeout: TIMEOUT_MS,
	}) as Promise<FullResponse>;
	const response = await inTime(answered, AbortSignal.timeout(TIMEOUT_MS)).catch(connectionError);

	const fault =
		response instanceof TopCallsError
			? notReached(response, checked.url)
			: faultOf(answerOf(response), checked.url, key);
	if (fault === undefined) return { status: 'OK', message: 'Connection successful!' };
	return failed(redactText(fault, key));
}

function notReached({ kind, code, message, hint }: TopCallsError, baseUrl: string): string {
	if (kind === 'untrusted' || isTlsFault(code)) return sentences(message, hint);
	return `${baseUrl} could not be reached: check the Base URL and the network of your n8n.`;
}

/** @returns undefined for an answer as TopCalls gives it */
function faultOf(answer: HttpResponse, baseUrl: string, key: string): string | undefined {
	const { status, body } = answer;
	const isOk = status >= 200 && status < 300;
	const clean = { ...answer, body: redactText(body, key) };
	if (!isOk) {
		const { message, hint, isForeign } = httpFailure(clean);
		if (status === 403 && !isForeign) return MAY_NOT_READ;
		// If nothing is at this address, the Base URL is wrong, whoever answers.
		return status === 404 ? notLikeTopCalls(baseUrl) : sentences(message, hint);
	}
	if (isCallList(body)) return undefined;
	const { message, hint, isForeign } = unreadableAnswer(clean);
	return isForeign ? sentences(message, hint) : notLikeTopCalls(baseUrl);
}

function isCallList(text: string): boolean {
	try {
		readPage(parseJson(text));
		return true;
	} catch {
		return false;
	}
}

const MAY_NOT_READ =
	'TopCalls knows the API key, but it may not read calls: give it the scope calls:read.';

function notLikeTopCalls(baseUrl: string): string {
	return `${baseUrl} answers, but not like the TopCalls API: check the Base URL.`;
}

function sentences(message: string, hint = ''): string {
	return `${message}. ${hint}`.trim();
}

function failed(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}
