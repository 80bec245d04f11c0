import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import type { TopCallsClient } from '../shared/client/client';
import { WEBHOOK_RETRY } from '../shared/client/retry';
import { webhookClient } from '../shared/client/webhookClient';
import { TopCallsError } from '../shared/errors/TopCallsError';

/**
 * A client to look up the call of an event. It sends nothing more once TopCalls may have stopped waiting for the
 * answer: another delivery of the event counts as a copy until then.
 *
 * @throws TopCallsError (`refused`) when the credential's Base URL cannot be used
 */
export function lookupClient(
	context: IWebhookFunctions,
	credential: ICredentialDataDecryptedObject,
): TopCallsClient {
	const client = webhookClient(context, credential);
	const { queue } = client.settings;
	AbortSignal.timeout(WEBHOOK_RETRY.maxElapsedMs).addEventListener('abort', () =>
		queue.abort(new TopCallsError('refused', 'It waited too long for its turn')),
	);
	return client;
}
