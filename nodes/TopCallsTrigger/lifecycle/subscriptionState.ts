import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { CreatedSubscription } from '../../shared/webhook/subscriptions';
import { isOwnedBy, ownerOf } from '../../shared/webhook/owner';

/** The subscriptions of a trigger at TopCalls. */
export interface SubscriptionState {
	/** Those that match the settings of the node. */
	made: CreatedSubscription[];
	/** Those that it could not delete. */
	left: CreatedSubscription[];
}

const KEY = 'subscriptions';
/** n8n saves no static data while the editor listens for a test event. By URL. */
const inTests = new Map<string, SubscriptionState>();

/** @returns nothing for data that a copy inherited from its original */
export function recall(context: IHookFunctions | IWebhookFunctions): SubscriptionState {
	const saved = context.getWorkflowStaticData('node')[KEY];
	const owner = ownerOf(context);
	const own = isOwnedBy(saved, owner) ? (saved as unknown as SubscriptionState) : undefined;
	return own ?? inTests.get(owner.url) ?? { made: [], left: [] };
}

/** Replaces the saved state. */
export function remember(context: IHookFunctions, state: SubscriptionState): void {
	const staticData = context.getWorkflowStaticData('node');
	const owner = ownerOf(context);
	const isEmpty = state.made.length === 0 && state.left.length === 0;
	if (context.getMode() === 'manual') inTests.set(owner.url, state);
	if (isEmpty) delete staticData[KEY];
	else staticData[KEY] = { owner, ...state } as unknown as IDataObject;
}

/**
 * What was made for this very trigger at another URL, as when n8n got another address. It may as well be the
 * trigger of another n8n, whose data was restored here.
 */
export function madeElsewhere(context: IHookFunctions): CreatedSubscription[] {
	const saved = context.getWorkflowStaticData('node')[KEY] as unknown as
		| (SubscriptionState & { owner?: { url?: unknown } })
		| undefined;
	const owner = ownerOf(context);
	const url = saved?.owner?.url;
	if (typeof url !== 'string' || url === owner.url) return [];
	if (!isOwnedBy(saved, { ...owner, url })) return [];
	return [...(saved?.made ?? []), ...(saved?.left ?? [])];
}
