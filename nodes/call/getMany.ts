import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { normaliseCall, simplifyCall, type Call } from '../api/call';
import { readPage, walkPages } from '../api/paging';
import { InputProblem } from '../items/InputProblem';
import type { Operation } from '../items/operation';
import { simplifyField, wantsSimple } from '../items/simplify';

const LARGEST_PAGE = 200;

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
					{ name: 'Completed', value: 'completed' },
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
	prepare(context, itemIndex) {
		const all = context.getNodeParameter('returnAll', itemIndex, false) as boolean;
		const limit = all ? Infinity : Number(context.getNodeParameter('limit', itemIndex, 50));
		if (!(limit >= 1)) {
			throw new InputProblem('Limit must be at least 1', 'Set Limit, or switch on Return All.');
		}
		const filters = context.getNodeParameter('filters', itemIndex, {}) as IDataObject;
		const campaignId = String(filters.campaignId ?? '').trim();
		return {
			limit: Math.floor(limit),
			query: {
				...(filters.callStatus && { status: filters.callStatus }),
				...(campaignId && { campaign_id: campaignId }),
			} as IDataObject,
			simple: wantsSimple(context, itemIndex),
		};
	},

	async perform({ client }, { limit, query, simple }, itemIndex) {
		const pages = walkPages(
			async (cursor) => {
				const asked = { ...query, limit: Math.min(limit, LARGEST_PAGE), ...(cursor && { cursor }) };
				const answer = await client.request(
					{ method: 'GET', path: '/v1/calls', query: asked },
					itemIndex,
				);
				const { items, nextCursor } = readPage(answer);
				return { items: items.map(normaliseCall), nextCursor };
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

	identify: () => ({}),
};
