import { nameOf, readCampaign } from './campaign';
import { searchList } from '../listSearch/listSearch';

/** GET /v1/campaigns, see https://docs.topcalls.ai/concepts/campaigns. */
export const searchCampaigns = searchList({
	path: '/v1/campaigns',
	scope: 'campaigns:read',
	plural: 'campaigns',
	read: readCampaign,
	item: (campaign) => ({
		name: campaign.status ? `${nameOf(campaign)} (${String(campaign.status)})` : nameOf(campaign),
		value: campaign.campaign_id,
	}),
});
