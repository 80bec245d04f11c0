import type { IDataObject } from 'n8n-workflow';

import { UserError } from '../../../shared/errors/UserError';
import { endpoint } from '../../execution/endpoint';
import type { OperationDefinition } from '../../execution/resource';
import type { FieldValues } from '../../fields/readFields';
import { clearFields, updateFields } from './fields';
import { readLead } from './lead';
import { leadField, readLeadField, withLeadId } from './leadField';
import { completeLead, describeLead, leadReaders } from './readers';

/** PATCH /v1/leads/{id}, see https://docs.topcalls.ai/api-reference/update-lead. */
export const update: OperationDefinition = {
	name: 'Update',
	value: 'update',
	action: 'Update a lead',
	description: 'Change a lead, such as its status or notes',
	...endpoint({
		action: 'updateLead',
		method: 'PATCH',
		path: '/v1/leads/{leadId}',
		fields: [leadField, updateFields],
		readers: { ...leadReaders, leadId: readLeadField },
		complete: (values) => withSomething(withCleared(completeLead(values))),
		resolve: withLeadId,
		describe: describeLead,
		// A note would be appended twice.
		idempotent: ({ body }) => body.notes_append === undefined,
		scope: 'leads:write',
		output: readLead,
		sideEffect: {
			done: 'leads were updated',
			maybeDone: 'may have been updated',
			notDone: 'not updated',
			ifUnknown: 'Get the lead to see whether it was updated.',
		},
	}),
};

/** The API clears a field that is sent as null. */
function withCleared(values: FieldValues): FieldValues {
	const cleared = (values.other.clearFields ?? []) as string[];
	const isSet = (property: string) =>
		values.body[property] !== undefined ||
		(property === 'notes' && values.body.notes_append !== undefined);
	const both = clearFields.options.find(({ value }) => cleared.includes(value) && isSet(value));
	if (both) {
		throw new UserError(
			`${clearFields.displayName} contains “${both.name}”, which is also set`,
			'Remove one of the two.',
		);
	}
	const nothing: IDataObject = Object.fromEntries(cleared.map((property) => [property, null]));
	return { ...values, body: { ...values.body, ...nothing } };
}

function withSomething(values: FieldValues): FieldValues {
	if (Object.keys(values.body).length > 0) return values;
	throw new UserError('Update Fields is empty', 'Add at least one field to change.');
}
