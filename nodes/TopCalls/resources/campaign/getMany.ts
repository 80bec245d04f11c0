import { listEndpoint } from '../../execution/listEndpoint';
import type { OperationDefinition } from '../../execution/resource';
import { readCampaign } from '../../../shared/campaign/campaign';

/** GET /v1/campaigns, see https://docs.topcalls.ai/concepts/campaigns. */
export const getMany: OperationDefinition = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many campaigns',
	description: 'Retrieve a list of campaigns',
	...listEndpoint({
		path: '/v1/campaigns',
		fields: [],
		scope: 'campaigns:read',
		read: readCampaign,
		idOf: ({ campaign_id }) => campaign_id,
		output: (campaign) => campaign,
	}),
};
