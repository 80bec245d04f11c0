import { sleep } from 'n8n-workflow';

import { checkApiKey } from './apiKey';
import { checkBaseUrl } from './baseUrl';
import { TopCallsClient } from './client';
import { AccountQueues } from './throttle/accountQueues';
import type { ThrottleSettings } from './throttle/requestQueue';
import { DEFAULT_RETRY, type RetryPolicy } from './retry';
import { fingerprint } from '../crypto';
import { TopCallsError } from '../errors/TopCallsError';
import { CREDENTIAL, type RequestContext } from './transport';

/** Any of n8n's contexts that has credentials and can send requests. */
export interface CredentialContext {
	getCredentials(type: string): Promise<Record<string, unknown>>;
	helpers: unknown;
}

// Monotonic: the time of day may be set back while requests wait.
const clock = { now: () => performance.now(), sleep };
const accounts = new AccountQueues(clock);

/** For what does not run for minutes as an execution does: a trigger, or a dropdown of the editor. */
export const URGENT: ThrottleSettings = { isUrgent: true };

/**
 * Opens a client with the credential of the node.
 *
 * @param throttle how fast requests may go out, as far as the user set it
 * @param retryPolicy how long each request is retried
 * @throws TopCallsError (`refused`) when the credential's Base URL cannot be used
 */
export async function openClient(
	context: CredentialContext,
	throttle: ThrottleSettings = {},
	retryPolicy: RetryPolicy = DEFAULT_RETRY,
): Promise<TopCallsClient> {
	return clientWith(await context.getCredentials(CREDENTIAL), context, throttle, retryPolicy);
}

/** The same with a credential that was read already. */
export function clientWith(
	credential: Record<string, unknown>,
	context: Pick<CredentialContext, 'helpers'>,
	throttle: ThrottleSettings,
	retryPolicy: RetryPolicy,
): TopCallsClient {
	const checked = checkBaseUrl(credential.baseUrl);
	if (!checked.ok) throw new TopCallsError('refused', checked.reason);
	const checkedKey = checkApiKey(credential.apiKey);
	if (!checkedKey.ok) throw new TopCallsError('refused', checkedKey.reason);

	const account = fingerprint(`${checked.url} ${checkedKey.key}`);
	return new TopCallsClient(context as RequestContext, {
		baseUrl: checked.url,
		apiKey: checkedKey.key,
		queue: accounts.open(account, throttle),
		clock,
		retryPolicy,
		random: Math.random,
	});
}
