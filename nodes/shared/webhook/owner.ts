import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isJsonObject } from '../json';

/**
 * Whose something in static data is. n8n copies static data with a workflow (an import, a restored backup): what
 * belongs to the original is then neither deleted at TopCalls nor gone on with.
 */
export interface Owner {
	workflowId: string;
	nodeId: string;
	/** Where the trigger is called; another one on another n8n. */
	url: string;
}

export function ownerOf(context: IHookFunctions | IWebhookFunctions): Owner {
	return {
		workflowId: String(context.getWorkflow().id),
		nodeId: context.getNode().id,
		url: context.getNodeWebhookUrl('default') ?? '',
	};
}

/** Whether what was saved carries this owner. */
export function isOwnedBy(saved: unknown, { workflowId, nodeId, url }: Owner): boolean {
	if (!isJsonObject(saved) || !isJsonObject(saved.owner)) return false;
	const { owner } = saved;
	return owner.workflowId === workflowId && owner.nodeId === nodeId && owner.url === url;
}
