import {
	ApplicationError,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
} from 'n8n-workflow';

import { isLoopback } from './baseUrl';

/**
 * Adds the bearer key to a request, wherever it is made, the HTTP Request node included.
 *
 * @throws ApplicationError when the key would travel unprotected
 */
export function authorize(
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): IHttpRequestOptions {
	const target = new URL(request.url, request.baseURL);
	if (target.protocol !== 'https:' && !isLoopback(target)) {
		throw new ApplicationError(
			`The API key is only sent over https, and ${target.origin} is not: check the Base URL of the TopCalls credential`,
			{ level: 'warning' },
		);
	}
	const key = String(credentials.apiKey ?? '').trim();
	return { ...request, headers: { ...request.headers, Authorization: `Bearer ${key}` } };
}
