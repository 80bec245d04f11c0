import type { IHookFunctions } from 'n8n-workflow';

import { isCallEvent } from '../../shared/call/events';
import { addActiveTrigger, removeActiveTrigger } from '../../shared/webhook/activeTriggers';
import {
	isRegistered,
	register,
	unregister,
	type WebhookTarget,
	type TriggerIdentity,
} from '../../shared/webhook/triggerRegistry';
import type { Source } from './source';
import { chosenEvents } from '../settings';

/**
 * The calls that n8n makes: nothing is set up at TopCalls. The trigger registers its URL for the other nodes of its
 * workflow, and they send it to TopCalls with each call.
 */
export const madeCalls: Source = {
	async exists(context, url) {
		if (isTest(context)) return false;
		const target = targetOf(context, url);
		const staticData = context.getWorkflowStaticData('global');
		const exists = isRegistered(staticData, identityOf(context), target);
		if (exists) addActiveTrigger('production', String(context.getWorkflow().id), target);
		return exists;
	},

	async create(context, url) {
		const target = targetOf(context, url);
		addActiveTrigger(
			isTest(context) ? 'test' : 'production',
			String(context.getWorkflow().id),
			target,
		);
		if (isTest(context)) return;
		register(context.getWorkflowStaticData('global'), identityOf(context), target);
	},

	async remove(context, url) {
		removeActiveTrigger(String(context.getWorkflow().id), url);
		// In a test n8n provides other, empty static data.
		unregister(context.getWorkflowStaticData('global'), context.getNode().id);
	},
};

/** Whether the editor listens for a test event. n8n then provides the test URL, and saves no static data. */
function isTest(context: IHookFunctions): boolean {
	return context.getMode() === 'manual';
}

function identityOf(context: IHookFunctions): TriggerIdentity {
	return { workflowId: String(context.getWorkflow().id), nodeId: context.getNode().id };
}

/** Only events that TopCalls accepts for a call; the others are events of campaigns. */
function targetOf(context: IHookFunctions, webhookUrl: string): WebhookTarget {
	return { webhookUrl, events: chosenEvents(context).filter(isCallEvent) };
}
