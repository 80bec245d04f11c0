import type { IDataObject } from 'n8n-workflow';

import { unwrap } from '../../../shared/envelope';
import { TopCallsError } from '../../../shared/errors/TopCallsError';

/** A campaign as the node outputs it: whatever TopCalls tells of it, always with its ID. */
export type Campaign = IDataObject & { campaign_id: string };

/**
 * The API does not document the shape of a campaign, so everything is passed through.
 *
 * @throws TopCallsError (`unreadable`) when it has no ID
 */
export function readCampaign(answer: unknown): Campaign {
	const fields = unwrap(answer, 'campaign') ?? {};
	const id = fields.campaign_id ?? fields.id;
	if (typeof id !== 'string' && typeof id !== 'number') {
		throw new TopCallsError('unreadable', 'TopCalls answered without a campaign ID');
	}
	return { ...(fields as IDataObject), campaign_id: String(id) };
}

/** What the campaign is called in the TopCalls dashboard. */
export function nameOf({ campaign_id, name, title }: Campaign): string {
	return String(name ?? title ?? campaign_id);
}
