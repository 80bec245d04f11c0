import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import type { TopCallsClient } from './client';
import { clientWith, URGENT } from './openClient';
import { WEBHOOK_RETRY } from './retry';
import { CREDENTIAL, type RequestContext } from './transport';

/**
 * Opens a client for one event, with the credential that was read for it. Left to itself n8n reads the credential
 * again for each request, and in a webhook n8n 2.x sets up a sandbox for expressions each time.
 *
 * @throws TopCallsError (`refused`) when the credential's Base URL cannot be used
 */
export function webhookClient(
	context: IWebhookFunctions,
	credential: ICredentialDataDecryptedObject,
): TopCallsClient {
	const { helpers } = context;
	const credentialsDecrypted = { id: '', name: '', type: CREDENTIAL, data: credential };
	const sharing = {
		helpers: {
			httpRequest: helpers.httpRequest.bind(helpers),
			httpRequestWithAuthentication: (async (type, options) =>
				await helpers.httpRequestWithAuthentication.call(context, type, options, {
					credentialsDecrypted,
				})) as RequestContext['helpers']['httpRequestWithAuthentication'],
		},
	};
	return clientWith(credential, sharing, URGENT, WEBHOOK_RETRY);
}
