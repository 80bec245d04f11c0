import type { IExecuteFunctions } from 'n8n-workflow';

import { isDone, type ItemState } from '../../../execution/operation';
import type { CallRequest } from './makeCall';
import { findListening } from './publishedTrigger';

/** What the editor says below calls that were made by hand: where their results come, and how to call nobody again. */
export function hintsAfterMake(
	context: IExecuteFunctions,
	states: Array<ItemState<CallRequest>>,
): string[] {
	const made = states.filter(isDone);
	if (made.length === 0) return [];
	const isOne = made.length === 1;
	const hasWebhook = made.some(({ params }) => params?.body.webhook_url !== undefined);
	return [
		[
			isOne
				? '1 call was made and is in progress.'
				: `${made.length} calls were made and are in progress.`,
			whereResultGoes(context, hasWebhook, isOne ? 'its result' : 'their results'),
			'Pin this output to keep building without calling anyone again.',
		].join(' '),
	];
}

function whereResultGoes(context: IExecuteFunctions, hasWebhook: boolean, result: string): string {
	const isForTrigger = context.getNodeParameter('callEvents', 0, '') === 'workflowTrigger';
	const trigger = isForTrigger ? findListening(context)?.node.name : undefined;
	const where = trigger === undefined ? 'Webhook URL' : `“${trigger}”`;
	if (hasWebhook) return `TopCalls sends ${result} to ${where}.`;
	return trigger === undefined
		? `To get ${result}, use Make and Wait for Result, or add a TopCalls Trigger to this workflow and publish it.`
		: `To get ${result} in ${where}, publish the workflow.`;
}
