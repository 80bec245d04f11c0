import type { EventTarget } from './triggerRegistry';

/**
 * The triggers of this process, by workflow. Static data is what counts; but n8n saves none while the
 * editor listens for a test event, and n8n 1.x gives none to a workflow that is run by hand.
 */
const hearing = {
	test: new Map<string, EventTarget>(),
	production: new Map<string, EventTarget>(),
};

/** Makes calls that are placed by hand in the workflow send their events to a trigger. */
export function hear(at: keyof typeof hearing, workflowId: string, target: EventTarget): void {
	if (target.events.length > 0) hearing[at].set(workflowId, target);
}

/** Ends what `hear` began, if it is this URL that hears. */
export function stopHearing(workflowId: string, webhookUrl: string): void {
	for (const targets of Object.values(hearing)) {
		if (targets.get(workflowId)?.webhookUrl === webhookUrl) targets.delete(workflowId);
	}
}

/** The trigger of the workflow that hears in production, or waits for a test event just now. */
export function hearingTrigger(
	at: keyof typeof hearing,
	workflowId: string,
): EventTarget | undefined {
	return hearing[at].get(workflowId);
}
