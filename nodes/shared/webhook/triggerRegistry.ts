import type { IDataObject } from 'n8n-workflow';

/** The path of a TopCalls Trigger's webhook. n8n puts the ID of the webhook before it. */
export const TRIGGER_PATH = 'webhook';

/** Where a TopCalls Trigger receives the events of calls that are made in its workflow. */
export interface WebhookTarget {
	webhookUrl: string;
	events: string[];
}

/** A trigger of a workflow. n8n copies static data with a workflow, so an entry names its owner. */
export interface TriggerIdentity {
	workflowId: string;
	nodeId: string;
}

type Entry = WebhookTarget & { workflowId: string };
type Registry = Record<string, Entry>;

const KEY = 'topCallsTriggers';

/**
 * The trigger that registered itself in this workflow, if one is active; of several the latest.
 *
 * @param staticData the workflow's global static data
 * @param workflowId the workflow's; entries copied from another workflow are ignored
 */
export function findRegistered(
	staticData: IDataObject,
	workflowId: string,
): WebhookTarget | undefined {
	const own = Object.values(registerIn(staticData)).filter(
		(entry) => entry?.workflowId === workflowId && typeof entry.webhookUrl === 'string',
	);
	const latest = own.pop();
	return latest && { webhookUrl: latest.webhookUrl, events: latest.events };
}

/**
 * Saves a trigger, so that the calls of its workflow send it their events.
 *
 * @param staticData the workflow's global static data
 */
export function register(
	staticData: IDataObject,
	{ workflowId, nodeId }: TriggerIdentity,
	target: WebhookTarget,
): void {
	unregister(staticData, nodeId);
	if (target.events.length === 0) return;
	const own = Object.entries(registerIn(staticData)).filter(
		([, entry]) => entry?.workflowId === workflowId,
	);
	// n8n saves static data only when a key of it was set.
	staticData[KEY] = { ...Object.fromEntries(own), [nodeId]: { ...target, workflowId } };
}

/** Removes the trigger again. */
export function unregister(staticData: IDataObject, nodeId: string): void {
	const { [nodeId]: mine, ...others } = registerIn(staticData);
	if (!mine) return;
	if (Object.keys(others).length === 0) delete staticData[KEY];
	else staticData[KEY] = others;
}

/** Whether a trigger is registered with just this target. */
export function isRegistered(
	staticData: IDataObject,
	{ workflowId, nodeId }: TriggerIdentity,
	{ webhookUrl, events }: WebhookTarget,
): boolean {
	const mine = registerIn(staticData)[nodeId];
	return (
		mine?.workflowId === workflowId &&
		mine.webhookUrl === webhookUrl &&
		String(mine.events) === String(events)
	);
}

function registerIn(staticData: IDataObject): Registry {
	return (staticData[KEY] ?? {}) as unknown as Registry;
}
