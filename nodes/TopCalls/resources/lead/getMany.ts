import { listEndpoint } from '../../execution/listEndpoint';
import type { OperationDefinition } from '../../execution/resource';
import { simplifyField } from '../../../shared/fields/simplify';
import { filterFields } from './fields';
import { readLead, simplifyLead } from './lead';
import { readOptionalLeadNumber } from './readers';

/** GET /v1/leads, see https://docs.topcalls.ai/api-reference/list-leads. */
export const getMany: OperationDefinition = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many leads',
	description: 'Retrieve a list of leads',
	...listEndpoint({
		path: '/v1/leads',
		fields: [
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [
					...filterFields.filter(({ name }) => name === 'listId'),
					{
						displayName: 'Phone Number',
						name: 'phone',
						type: 'string',
						default: '',
						placeholder: 'e.g. +14155550123',
						description: 'Only the lead with this number',
						routing: { send: { type: 'query', property: 'phone' } },
					},
					...filterFields.filter(({ name }) => name !== 'listId'),
				],
			},
			simplifyField,
		],
		readers: {
			phone: readOptionalLeadNumber,
		},
		maxPageSize: 200,
		scope: 'leads:read',
		read: readLead,
		idOf: ({ lead_id }) => lead_id,
		output: (lead, { other }) => (other.simplify === false ? lead : simplifyLead(lead)),
	}),
};
