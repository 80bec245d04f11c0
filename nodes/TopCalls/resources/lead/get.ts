import { endpoint } from '../../execution/endpoint';
import type { OperationDefinition } from '../../execution/resource';
import { simplifyField } from '../../../shared/fields/simplify';
import { readLead, simplifyLead } from './lead';
import { leadField, readLeadField, withLeadId } from './leadField';
import { describeLead } from './readers';

/** GET /v1/leads/{id}, see https://docs.topcalls.ai/api-reference/get-lead-by-id. */
export const get: OperationDefinition = {
	name: 'Get',
	value: 'get',
	action: 'Get a lead',
	description: 'Retrieve a lead by its ID or phone number',
	...endpoint({
		action: 'getLead',
		method: 'GET',
		path: '/v1/leads/{leadId}',
		fields: [leadField, simplifyField],
		readers: { leadId: readLeadField },
		resolve: withLeadId,
		describe: describeLead,
		scope: 'leads:read',
		output: (answer, { other }) =>
			other.simplify === false ? readLead(answer) : simplifyLead(readLead(answer)),
	}),
};
