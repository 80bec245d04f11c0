import { endpoint } from '../../execution/endpoint';
import type { OperationDefinition } from '../../execution/resource';
import { readCampaign } from '../../../shared/campaign/campaign';
import { campaignField } from '../../../shared/campaign/campaignField';

/** GET /v1/campaigns/{campaign_id}, see https://docs.topcalls.ai/concepts/campaigns. */
export const get: OperationDefinition = {
	name: 'Get',
	value: 'get',
	action: 'Get a campaign',
	description: 'Retrieve a campaign with its status and statistics',
	...endpoint({
		action: 'getCampaign',
		method: 'GET',
		path: '/v1/campaigns/{campaignId}',
		fields: [campaignField],
		scope: 'campaigns:read',
		output: readCampaign,
	}),
};
