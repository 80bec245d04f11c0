import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { parseUrl } from '../../../../shared/client/baseUrl';
import { findActiveTrigger } from '../../../../shared/webhook/activeTriggers';
import { quote } from '../../../../shared/quote';
import { isPublicUrl } from '../../../../shared/webhook/publicUrl';
import { findRegistered, type WebhookTarget } from '../../../../shared/webhook/triggerRegistry';
import { EmptyField } from '../../../../shared/errors/EmptyField';
import { UserError } from '../../../../shared/errors/UserError';
import { readText } from '../../../../shared/fields/readText';
import { readChoices, requireChoice } from '../../../../shared/fields/readChoice';
import { callEventsField, webhookEventsField } from './fields';
import { findPublishedTrigger } from './publishedTrigger';

/**
 * The webhook for the events of a call.
 *
 * @returns undefined when no events are sent
 * @throws UserError
 */
export function readEventTarget(
	context: IExecuteFunctions,
	itemIndex: number,
): WebhookTarget | undefined {
	const read = (field: INodeProperties) =>
		context.getNodeParameter(field.name, itemIndex, field.default) as unknown;
	const choice = requireChoice(callEventsField, read(callEventsField));
	if (choice === 'workflowTrigger') return triggerOf(context, itemIndex);
	if (choice === 'none') return undefined;

	const events = readChoices(webhookEventsField, read(webhookEventsField));
	if (events.length === 0) {
		throw new EmptyField(
			'Webhook Events',
			'Choose at least one event, or choose No One in Send Call Events To.',
		);
	}
	const webhookUrl = context.getNodeParameter('webhookUrl', itemIndex, '') as unknown;
	return { webhookUrl: checkWebhookUrl(webhookUrl), events };
}

/** A call that is made by hand while the editor listens for a test event belongs to the test. */
function triggerOf(context: IExecuteFunctions, itemIndex: number): WebhookTarget | undefined {
	const workflowId = String(context.getWorkflow().id);
	const registered = findRegistered(context.getWorkflowStaticData('global'), workflowId);
	if (context.getMode() !== 'manual') return registered ?? findPublishedTrigger(context, itemIndex);
	return (
		findActiveTrigger('test', workflowId) ??
		(registered && isOfThisN8n(context, registered) ? registered : undefined) ??
		findActiveTrigger('production', workflowId)
	);
}

/**
 * Whether a trigger belongs to this n8n. A workflow that was restored from a backup of another n8n, and never
 * published here, still contains the URL of the trigger there.
 */
function isOfThisN8n(context: IExecuteFunctions, { webhookUrl }: WebhookTarget): boolean {
	const { $execution } = context.getWorkflowDataProxy(0);
	const own = parseUrl(String(($execution as { resumeUrl?: unknown } | undefined)?.resumeUrl));
	return own === undefined || parseUrl(webhookUrl)?.origin === own.origin;
}

/**
 * Checks that TopCalls can reach where the events of a call go, which depends on the credential.
 *
 * @throws UserError
 */
export function checkReachable(
	context: IExecuteFunctions,
	itemIndex: number,
	webhookUrl: unknown,
	baseUrl: string,
): void {
	if (typeof webhookUrl !== 'string' || isPublicUrl(webhookUrl, baseUrl)) return;
	if (context.getNodeParameter('callEvents', itemIndex, callEventsField.default) === 'url') {
		throw notPublic(webhookUrl);
	}
	throw new UserError(
		`TopCalls cannot reach the TopCalls Trigger of this workflow at ${parseUrl(webhookUrl)?.origin ?? 'its URL'}`,
		'Set WEBHOOK_URL of your n8n, and of each of its workers, to its public https address. Without one, choose No One in Send Call Events To.',
	);
}

function checkWebhookUrl(value: unknown): string {
	const text = readText('Webhook URL', value);
	if (text === '') throw new EmptyField('Webhook URL', PUBLIC_URL);
	// An address of this computer is for a sandbox that runs here too.
	if (!isPublicUrl(text, text)) throw notPublic(text);
	return text;
}

function notPublic(text: string): UserError {
	return new UserError(`Webhook URL ${quote(text)} is not a public https address`, PUBLIC_URL);
}

const PUBLIC_URL =
	'TopCalls sends events over the internet, so the URL must start with https:// and be reachable from outside your network. For another n8n workflow, paste the production URL of its TopCalls Trigger.';
