import {
	ApplicationError,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
} from 'n8n-workflow';

import { checkBaseUrl } from './baseUrl';

/**
 * Adds the bearer key to a request, wherever it is made, the HTTP Request node included. The key goes
 * to the host of the Base URL and nowhere else.
 *
 * @throws ApplicationError when the key would travel unprotected or to somebody else
 */
export function authorize(
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): IHttpRequestOptions {
	const base = checkBaseUrl(credentials.baseUrl);
	if (!base.ok) throw new ApplicationError(base.reason, { level: 'warning' });

	const target = new URL(request.url, request.baseURL);
	const home = new URL(base.url);
	if (target.origin !== home.origin) {
		throw new ApplicationError(
			`The TopCalls API key is only sent to ${home.origin}, the Base URL of its credential, not to ${target.origin}`,
			{ level: 'warning' },
		);
	}
	const key = String(credentials.apiKey ?? '').trim();
	return { ...request, headers: { ...request.headers, Authorization: `Bearer ${key}` } };
}
