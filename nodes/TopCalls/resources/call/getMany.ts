import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { simplifyCall, type Call } from '../../../shared/call/call';
import { fetchCallPage, LARGEST_PAGE } from '../../../shared/call/requests';
import { walkPages } from '../../../shared/client/pagination';
import { UserError } from '../../../shared/errors/UserError';
import type { Operation } from '../../execution/operation';
import { readNumber } from '../../fields/readNumber';
import { readText } from '../../../shared/fields/readText';
import { simplifyField, wantsSimple } from '../../../shared/fields/simplify';

export const fields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			{
				displayName: 'Campaign ID',
				name: 'campaignId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 3c90c3cc-0d44-4b50-8888-8dd25736052a',
				description: 'Only calls of this campaign',
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
						description: 'Somebody or something answered, a voicemail too',
					},
					{ name: 'Dispatch Timeout', value: 'dispatch_timeout' },
					{ name: 'Failed', value: 'failed' },
					{ name: 'No Answer', value: 'no-answer' },
				],
			},
		],
	},
	simplifyField,
];

interface Wanted {
	limit: number;
	query: IDataObject;
	simple: boolean;
}

/** GET /v1/calls, see https://docs.topcalls.ai/api-reference/calls/list-calls. */
export const operation: Operation<Wanted> = {
	parse(context, itemIndex) {
		const all = context.getNodeParameter('returnAll', itemIndex, false) as boolean;
		const written = all ? undefined : context.getNodeParameter('limit', itemIndex, 50);
		const limit = all ? Infinity : readNumber('Limit', written, { from: 1 });
		if (limit === undefined) {
			throw new UserError('Limit is empty', 'Set Limit, or switch on Return All.');
		}
		const filters = context.getNodeParameter('filters', itemIndex, {}) as IDataObject;
		const status = readText('Outcome', filters.callStatus);
		const campaignId = readText('Campaign ID', filters.campaignId);
		return {
			limit: Math.floor(limit),
			query: {
				...(status && { status }),
				...(campaignId && { campaign_id: campaignId }),
			} as IDataObject,
			simple: wantsSimple(context, itemIndex),
		};
	},

	async execute({ client }, { limit, query, simple }, itemIndex) {
		const pages = walkPages(
			async (cursor) => {
				const asked = { ...query, limit: Math.min(limit, LARGEST_PAGE), ...(cursor && { cursor }) };
				return await fetchCallPage(client, asked, itemIndex);
			},
			(call: Call) => call.call_id,
		);

		const calls: Call[] = [];
		for await (const call of pages) {
			calls.push(simple ? simplifyCall(call) : call);
			if (calls.length >= limit) break;
		}
		return calls.map((call) => ({ json: call as IDataObject }));
	},

	describeItem: () => ({}),
	fieldNames: { limit: 'Limit', status: 'Outcome', campaign_id: 'Campaign ID' },
};
