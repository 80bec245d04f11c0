import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { reject } from '../shared/webhook/reply';
import type { Rejection } from './verification';

/** Rejects an event, with the reason in the log of n8n. */
export function refuse(
	context: IWebhookFunctions,
	{ status, reason, detail }: Rejection,
): IWebhookResponseData {
	const { name } = context.getNode();
	const more = detail ? ` (${detail})` : '';
	const text = `“${name}” answered an event with ${status}: ${reason}${more}`;
	// What was posted must not look like a line of its own.
	context.logger.warn(text.replace(/\p{Cc}+/gu, ' '));
	return reject(context, status, reason);
}
