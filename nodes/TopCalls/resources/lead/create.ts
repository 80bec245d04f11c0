import { endpoint } from '../../execution/endpoint';
import type { OperationDefinition } from '../../execution/resource';
import { listIdField, nameField, newLeadFields, phoneNumberField } from './fields';
import { readLead } from './lead';
import { completeLead, describeLead, leadReaders } from './readers';

/** POST /v1/leads, see https://docs.topcalls.ai/api-reference/create-or-attach-lead. */
export const create: OperationDefinition = {
	name: 'Create',
	value: 'create',
	action: 'Create a lead',
	description: 'Create a lead, or add the existing lead with this number to a list',
	...endpoint({
		action: 'createLead',
		method: 'POST',
		path: '/v1/leads',
		fields: [
			{ ...phoneNumberField, required: true },
			{ ...nameField, required: true },
			listIdField,
			newLeadFields,
		],
		readers: leadReaders,
		complete: completeLead,
		// TopCalls has one lead per number, so that a repeated request finds the first one's.
		idempotent: true,
		scope: 'leads:write',
		output: readLead,
		describe: describeLead,
		sideEffect: {
			done: 'leads were created',
			maybeDone: 'may have been created',
			notDone: 'not created',
			ifUnknown: 'It is safe to run the workflow again: TopCalls keeps one lead per number.',
		},
	}),
};
