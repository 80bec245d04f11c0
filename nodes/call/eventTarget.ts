import type { IExecuteFunctions } from 'n8n-workflow';

import { isLoopback, parseUrl } from '../api/baseUrl';
import { registeredTrigger, type EventTarget } from '../api/registration';
import { InputProblem } from '../items/InputProblem';

/**
 * Who gets the events of a call.
 *
 * @returns undefined when nobody does
 * @throws InputProblem
 */
export function readEventTarget(
	context: IExecuteFunctions,
	itemIndex: number,
): EventTarget | undefined {
	const choice = context.getNodeParameter('callEvents', itemIndex, 'workflowTrigger');
	if (choice === 'workflowTrigger') {
		return registeredTrigger(context.getWorkflowStaticData('global'));
	}
	if (choice !== 'url') return undefined;

	const events = context.getNodeParameter('webhookEvents', itemIndex, []) as unknown;
	if (!Array.isArray(events) || events.length === 0) {
		throw new InputProblem(
			'Webhook Events is empty',
			'Choose at least one event, or set Send Call Events To to Nobody.',
		);
	}
	const webhookUrl = context.getNodeParameter('webhookUrl', itemIndex, '') as unknown;
	return { webhookUrl: checkWebhookUrl(webhookUrl), events: events.map(String) };
}

function checkWebhookUrl(value: unknown): string {
	const text = typeof value === 'string' ? value.trim() : '';
	const url = parseUrl(text);
	if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url)))) {
		throw new InputProblem(
			text === '' ? 'Webhook URL is empty' : `Webhook URL “${text}” is not a public https address`,
			'TopCalls sends events over the internet, so the address must begin with https://.',
		);
	}
	return text;
}
