import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** The body of the answer to an accepted event. */
export const RECEIVED = { received: true };

/** Answers 200 and starts nothing. */
export const ACKNOWLEDGED: IWebhookResponseData = { webhookResponse: RECEIVED };

/** Answers with another status and starts nothing. On 503 TopCalls delivers the event again. */
export function reject(
	context: IWebhookFunctions,
	status: number,
	message: string,
): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}
