import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isJsonObject } from '../json';

/**
 * The owner of an entry in static data. n8n copies static data with a workflow (an import, a restored backup); entries
 * of the original are neither deleted at TopCalls nor continued by the copy.
 */
export interface Owner {
	workflowId: string;
	nodeId: string;
	/** The webhook URL of the trigger; another n8n has another one. */
	url: string;
}

/** The trigger that n8n sets up, removes or runs. */
export function ownerOf(context: IHookFunctions | IWebhookFunctions): Owner {
	return {
		workflowId: String(context.getWorkflow().id),
		nodeId: context.getNode().id,
		url: context.getNodeWebhookUrl('default') ?? '',
	};
}

/** Whether a saved entry has this owner. */
export function isOwnedBy(saved: unknown, { workflowId, nodeId, url }: Owner): boolean {
	if (!isJsonObject(saved) || !isJsonObject(saved.owner)) return false;
	const { owner } = saved;
	return owner.workflowId === workflowId && owner.nodeId === nodeId && owner.url === url;
}
