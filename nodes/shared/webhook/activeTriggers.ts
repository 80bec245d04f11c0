import type { WebhookTarget } from './triggerRegistry';

/**
 * The triggers of this process, by workflow. Static data has priority, but n8n saves none while the editor
 * listens for a test event, and n8n 1.x provides none in a manual run.
 */
const activeTriggers = {
	test: new Map<string, WebhookTarget>(),
	production: new Map<string, WebhookTarget>(),
};

/** Registers a trigger in memory, so that manual runs of its workflow send it their call events. */
export function addActiveTrigger(
	at: keyof typeof activeTriggers,
	workflowId: string,
	target: WebhookTarget,
): void {
	if (target.events.length > 0) activeTriggers[at].set(workflowId, target);
}

/** Removes the trigger with this URL. */
export function removeActiveTrigger(workflowId: string, webhookUrl: string): void {
	for (const targets of Object.values(activeTriggers)) {
		if (targets.get(workflowId)?.webhookUrl === webhookUrl) targets.delete(workflowId);
	}
}

/** The trigger of a workflow that is published, or that listens for a test event now. */
export function findActiveTrigger(
	at: keyof typeof activeTriggers,
	workflowId: string,
): WebhookTarget | undefined {
	return activeTriggers[at].get(workflowId);
}
