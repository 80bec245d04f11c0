import type { WebhookTarget } from './triggerRegistry';

/**
 * The triggers of this process, by workflow. Static data is what counts; but n8n saves none while the
 * editor listens for a test event, and n8n 1.x gives none to a workflow that is run by hand.
 */
const activeTriggers = {
	test: new Map<string, WebhookTarget>(),
	production: new Map<string, WebhookTarget>(),
};

/** Makes calls that are placed by hand in the workflow send their events to a trigger. */
export function addActiveTrigger(
	at: keyof typeof activeTriggers,
	workflowId: string,
	target: WebhookTarget,
): void {
	if (target.events.length > 0) activeTriggers[at].set(workflowId, target);
}

/** Ends what `hear` began, if it is this URL that hears. */
export function removeActiveTrigger(workflowId: string, webhookUrl: string): void {
	for (const targets of Object.values(activeTriggers)) {
		if (targets.get(workflowId)?.webhookUrl === webhookUrl) targets.delete(workflowId);
	}
}

/** The trigger of the workflow that hears in production, or waits for a test event just now. */
export function findActiveTrigger(
	at: keyof typeof activeTriggers,
	workflowId: string,
): WebhookTarget | undefined {
	return activeTriggers[at].get(workflowId);
}
