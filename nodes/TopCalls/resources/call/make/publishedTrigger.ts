import {
	NodeHelpers,
	type IExecuteFunctions,
	type INode,
	type IWorkflowExecuteAdditionalData,
	type Workflow,
} from 'n8n-workflow';

import { isCallEvent } from '../../../../shared/call/events';
import { UserError } from '../../../../shared/errors/UserError';
import { TRIGGER_PATH, type WebhookTarget } from '../../../../shared/webhook/triggerRegistry';
import { startedBy } from '../../../execution/startedBy';
import { isExpression } from '../../../fields/expressionText';

/** What started an execution when only a published workflow can have been started. */
const PRODUCTION = new Set<unknown>(['trigger', 'webhook']);

/** n8n has no method for the other nodes of a workflow, nor for its URL; if these are missing, nothing is found. */
interface WithoutMethods {
	workflow?: Partial<Workflow>;
	additionalData?: Partial<IWorkflowExecuteAdditionalData>;
}

/**
 * The TopCalls Trigger of a published workflow as n8n itself would name its URL. It is for executions without
 * static data, in which the trigger registers itself: n8n 2 gives none to its workers and none to a retry.
 *
 * @returns undefined when no trigger listens, or the workflow may not be published
 * @throws UserError when one listens and n8n does not say where
 */
export function findPublishedTrigger(
	context: IExecuteFunctions,
	itemIndex: number,
): WebhookTarget | undefined {
	const listening = findListening(context);
	if (!listening) return undefined;
	const { node, events } = listening;
	if (!isPublished(context)) {
		if (itemIndex === 0) context.logger.warn(notSent(context.getNode().name, node.name));
		return undefined;
	}
	const { additionalData } = context as unknown as WithoutMethods;
	const { webhookBaseUrl } = additionalData ?? {};
	if (!webhookBaseUrl) throw unknownUrl(node.name);
	const { id } = context.getWorkflow();
	const webhookUrl = NodeHelpers.getNodeWebhookUrl(webhookBaseUrl, String(id), node, TRIGGER_PATH);
	return { webhookUrl, events };
}

/** The TopCalls Trigger of the workflow that listens for the events of its calls, published or not. */
export function findListening(
	context: IExecuteFunctions,
): { node: INode; events: string[] } | undefined {
	const { workflow } = context as unknown as WithoutMethods;
	return (
		Object.values(workflow?.nodes ?? {})
			.filter(isTriggerOfCalls)
			.map((node) => ({ node, events: eventsOf(context, node) }))
			// As in the registry, of several the last one.
			.filter(({ events }) => events.length > 0)
			.at(-1)
	);
}

function isTriggerOfCalls({ type, disabled, parameters }: INode): boolean {
	return type.endsWith('.topCallsTrigger') && !disabled && parameters.source !== 'account';
}

/** Only events that TopCalls takes for a call, as the trigger registers them. */
function eventsOf(context: IExecuteFunctions, { parameters: { events } }: INode): string[] {
	const chosen = isExpression(events) ? context.evaluateExpression(events.slice(1), 0) : events;
	const list = Array.isArray(chosen) ? chosen : String(chosen ?? '').split(',');
	return list.map((event) => String(event).trim()).filter(isCallEvent);
}

/** A retry is of the execution that a trigger once started. */
function isPublished(context: IExecuteFunctions): boolean {
	return context.getWorkflow().active || PRODUCTION.has(startedBy(context));
}

function notSent(make: string, trigger: string): string {
	return `The events of the calls that “${make}” makes are not sent to “${trigger}”: n8n does not say that the workflow is published`;
}

/** It is better to make no call than to make one whose events are lost. */
function unknownUrl(trigger: string): UserError {
	return new UserError(
		`n8n does not say at which URL “${trigger}” listens`,
		'In Send Call Events To, choose Webhook URL and paste the production URL of the trigger.',
	);
}
