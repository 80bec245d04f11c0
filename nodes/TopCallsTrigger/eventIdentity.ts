import type { IDataObject } from 'n8n-workflow';

import { DELIVERED_WITHIN_MS } from '../shared/call/deliveryTimes';
import type { EventIdentity } from './deduplicator';

const CAMPAIGN_EVENTS = ['started', 'paused', 'resumed', 'completed', 'stopped'].map(
	(name) => `campaign.${name}`,
);

/** Whether an event says that a call has ended, however it ended. */
export function isEnd(event: string | undefined): boolean {
	return event === 'call.completed' || event === 'call.failed';
}

/** A call ends once, whatever its end event is called. */
export function callIdentity(event: string, callId: string): EventIdentity {
	return { name: `${isEnd(event) ? 'end' : event} ${callId}` };
}

/**
 * A campaign may well be paused twice, with equal bodies: a second one is another when something else has happened
 * to the campaign in between, and once the deliveries of the first are over.
 *
 * @param body as it was sent
 */
export function campaignIdentity(event: string, payload: IDataObject, body: string): EventIdentity {
	const campaign = JSON.stringify(payload.campaign_id ?? payload.id ?? null);
	return {
		name: `${event} ${campaign} ${body}`,
		copiesWithinMs: DELIVERED_WITHIN_MS,
		mark: `${event} ${campaign}`,
		renewedBy: CAMPAIGN_EVENTS.filter((other) => other !== event).map(
			(other) => `${other} ${campaign}`,
		),
	};
}
