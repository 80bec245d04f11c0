import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { normalizeCall, simplifyCall } from '../../../shared/call/call';
import { LARGEST_PAGE } from '../../../shared/call/requests';
import { simplifyField } from '../../../shared/fields/simplify';
import { listEndpoint } from '../../execution/listEndpoint';
import type { OperationDefinition } from '../../execution/resource';
import { campaignField } from '../../../shared/campaign/campaignField';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			...campaignField,
			required: false,
			description: 'Only calls of this campaign',
			routing: { send: { type: 'query', property: 'campaign_id' } },
		},
		{
			displayName: 'Outcome',
			name: 'callStatus',
			type: 'options',
			default: 'completed',
			description: 'Only calls that ended like this',
			options: [
				{ name: 'Busy', value: 'busy' },
				{
					name: 'Completed',
					value: 'completed',
					description: 'Answered by a person or voicemail',
				},
				{ name: 'Dispatch Timeout', value: 'dispatch_timeout' },
				{ name: 'Failed', value: 'failed' },
				{ name: 'No Answer', value: 'no-answer' },
			],
			routing: { send: { type: 'query', property: 'status' } },
		},
	],
};

/** GET /v1/calls, see https://docs.topcalls.ai/api-reference/calls/list-calls. */
export const getMany: OperationDefinition = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many calls',
	description: 'Retrieve a list of calls, newest first',
	...listEndpoint({
		path: '/v1/calls',
		fields: [filters, simplifyField],
		maxPageSize: LARGEST_PAGE,
		scope: 'calls:read',
		read: normalizeCall,
		idOf: ({ call_id }) => call_id,
		output: (call, { other }) =>
			(other.simplify === false ? call : simplifyCall(call)) as IDataObject,
	}),
};
