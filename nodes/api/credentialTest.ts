import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { checkBaseUrl } from './baseUrl';
import { describeHttpFailure, howToMend } from './httpFailure';
import { readPage } from './paging';
import { parseProblem } from './problem';
import { withoutSecret } from './secrets';
import { connectionError, type FullResponse } from './transport';

/**
 * The Test button of the credential: lists one call, which places none and costs nothing.
 * Follows https://docs.topcalls.ai/api-reference/calls/list-calls. Never throws.
 */
export async function topCallsApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const { apiKey, baseUrl } = (credential.data ?? {}) as Record<string, unknown>;
	const key = String(apiKey ?? '').trim();
	if (key === '')
		return failed('The API Key is empty: paste it from the TopCalls account settings.');
	const checked = checkBaseUrl(baseUrl);
	if (!checked.ok) return failed(checked.reason);

	// The context of a credential test offers only this older request function.
	const { request } = this.helpers;
	const response = await request({
		method: 'GET',
		uri: `${checked.url}/v1/calls?limit=1`,
		headers: { Authorization: `Bearer ${key}`, Accept: 'application/json' },
		resolveWithFullResponse: true,
		simple: false,
		followRedirect: false,
		timeout: 15_000,
	}).catch(connectionError);

	if (response instanceof Error) {
		return failed(
			`${checked.url} could not be reached: check the Base URL and the network of your n8n.`,
		);
	}
	const { message, ...result } = judge(response as FullResponse, checked.url);
	return { ...result, message: withoutSecret(message, key) };
}

function judge({ statusCode, body }: FullResponse, baseUrl: string): INodeCredentialTestResult {
	const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
	if (statusCode === 404 || (statusCode >= 200 && statusCode < 300 && !isCallList(text))) {
		return failed(`${baseUrl} answers, but not like the TopCalls API: check the Base URL.`);
	}
	if (statusCode === 403) {
		return failed(
			'TopCalls knows the API key, but it may not read calls: give it the scope calls:read.',
		);
	}
	if (statusCode < 200 || statusCode > 299) {
		const message = describeHttpFailure(statusCode, parseProblem(text));
		return failed(`${message}. ${howToMend(statusCode) ?? ''}`.trim());
	}
	return { status: 'OK', message: 'Connection successful!' };
}

function isCallList(text: string): boolean {
	try {
		readPage(JSON.parse(text));
		return true;
	} catch {
		return false;
	}
}

function failed(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}
