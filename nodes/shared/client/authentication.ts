import {
	ApplicationError,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
} from 'n8n-workflow';

import { checkApiKey } from './apiKey';
import { checkBaseUrl, parseUrl } from './baseUrl';

/** A request in n8n. */
export interface OutgoingRequest extends IHttpRequestOptions {
	/** What n8n's HTTP Request node has in place of `url`. */
	uri?: string;
	/** Cancels the request; n8n overwrites `abortSignal` with its own signal. */
	deadline?: AbortSignal;
}

/**
 * Adds the bearer key to a request, wherever it is made, the HTTP Request node included. The key goes
 * to the host of the Base URL and nowhere else, not even behind a redirect.
 *
 * @throws ApplicationError when the key is not a key, or would be sent unprotected or to another host
 */
export function authenticate(
	credentials: ICredentialDataDecryptedObject,
	{ deadline, ...request }: OutgoingRequest,
): IHttpRequestOptions {
	const base = checkBaseUrl(credentials.baseUrl);
	if (!base.ok) throw new ApplicationError(base.reason, { level: 'warning' });
	const checked = checkApiKey(credentials.apiKey);
	if (!checked.ok) throw new ApplicationError(checked.reason, { level: 'warning' });

	const home = new URL(base.url).origin;
	const target = parseUrl(request.url ?? request.uri ?? '', request.baseURL)?.origin;
	if (target !== home) {
		throw new ApplicationError(
			`The TopCalls API key is only sent to ${home}, the Base URL of its credential, not to ${target ?? 'an address that is no URL'}`,
			{ level: 'warning' },
		);
	}
	const signals = [request.abortSignal, deadline].filter((signal) => signal !== undefined);
	return {
		...request,
		headers: { ...request.headers, Authorization: `Bearer ${checked.key}` },
		sendCredentialsOnCrossOriginRedirect: false,
		...(signals.length > 0 && { abortSignal: AbortSignal.any(signals as AbortSignal[]) }),
	};
}
