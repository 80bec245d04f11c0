import type { IDataObject } from 'n8n-workflow';

import { readRecord } from '../client/record';

/** A campaign as the node outputs it: all fields of the API, and always its ID. */
export type Campaign = IDataObject & { campaign_id: string };

/**
 * The API does not document the shape of a campaign, so everything is passed through.
 *
 * @throws TopCallsError (`unreadable`) when it has no ID
 */
export function readCampaign(answer: unknown): Campaign {
	return readRecord(answer, 'campaign') as Campaign;
}

/** What the campaign is called in the TopCalls dashboard. */
export function nameOf({ campaign_id, name, title }: Campaign): string {
	return String(name ?? title ?? campaign_id);
}
