import type { IHookFunctions } from 'n8n-workflow';

import { isPublicUrl } from '../../shared/webhook/publicUrl';
import { CREDENTIAL } from '../../shared/client/transport';
import { accountCalls } from './accountCalls';
import { lifecycleError } from './error';
import { madeCalls } from './madeCalls';
import { readSettings, sourceOf } from '../settings';
import { UserError } from '../../shared/errors/UserError';
import type { Source } from './source';

/** The methods that n8n calls when the workflow is published or unpublished, or listens for a test event. */
export async function checkExists(context: IHookFunctions): Promise<boolean> {
	try {
		return await sourceFor(context).exists(context, await reachableUrl(context));
	} catch (error) {
		throw lifecycleError(context.getNode(), 'check', error as Error);
	}
}

/** @throws NodeApiError, NodeOperationError, and then nothing is left at TopCalls */
export async function create(context: IHookFunctions): Promise<boolean> {
	try {
		checkSettings(context);
		await sourceFor(context).create(context, await reachableUrl(context));
		return true;
	} catch (error) {
		throw lifecycleError(context.getNode(), 'create', error as Error);
	}
}

/** @throws NodeApiError, NodeOperationError; subscriptions that TopCalls does not delete are in n8n’s log */
export async function remove(context: IHookFunctions): Promise<boolean> {
	try {
		await sourceFor(context).remove(context, urlOf(context));
		return true;
	} catch (error) {
		throw lifecycleError(context.getNode(), 'delete', error as Error);
	}
}

/** Should an event not be readable later, it would start nothing, and nobody would see why. */
function checkSettings(context: IHookFunctions): void {
	if (readSettings(context).events.length > 0) return;
	throw new UserError(
		'Trigger On is empty: no event would start the workflow',
		'Choose at least one event, or add Campaign Events in Options.',
	);
}

function sourceFor(context: IHookFunctions): Source {
	return sourceOf(context) === 'account' ? accountCalls : madeCalls;
}

function urlOf(context: IHookFunctions): string {
	return context.getNodeWebhookUrl('default') ?? '';
}

async function reachableUrl(context: IHookFunctions): Promise<string> {
	const url = urlOf(context);
	const { baseUrl } = await context.getCredentials(CREDENTIAL);
	if (isPublicUrl(url, String(baseUrl))) return url;
	throw new UserError(
		`TopCalls cannot reach this trigger at ${url}: set WEBHOOK_URL of n8n to a public https address`,
		'TopCalls sends events over the internet. WEBHOOK_URL is an environment variable of n8n, such as https://n8n.example.com/. Without a public address, use the TopCalls Polling Trigger.',
	);
}
