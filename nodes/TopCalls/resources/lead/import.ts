import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { batchEndpoint } from '../../execution/batchEndpoint';
import type { OperationDefinition } from '../../execution/resource';
import type { FieldValues } from '../../fields/readFields';
import { duplicatesIn } from './duplicates';
import { importFields, listIdField, nameField, phoneNumberField } from './fields';
import { completeLead, describeLead, leadReaders } from './readers';

/** The most leads that one request may hold. */
const MAX_LEADS = 2_000;

const ifLeadExists: INodeProperties = {
	displayName: 'If Lead Exists',
	name: 'importMode',
	type: 'options',
	default: 'merge',
	description: 'What to do with a lead whose number TopCalls already has',
	options: [
		{
			name: 'Merge',
			value: 'merge',
			description: 'Update it: notes are appended, tags are added',
		},
		{ name: 'Skip', value: 'skip', description: 'Leave it as it is' },
	],
};

/** POST /v1/leads/bulk, see https://docs.topcalls.ai/api-reference/bulk-import-leads. */
export const importLeads: OperationDefinition = {
	name: 'Import',
	value: 'import',
	action: 'Import leads into a list',
	description: 'Create or update a lead for each input item, up to 2,000 per request',
	...batchEndpoint({
		path: '/v1/leads/bulk',
		size: MAX_LEADS,
		fields: [
			listIdField,
			ifLeadExists,
			{ ...phoneNumberField, required: true },
			nameField,
			importFields,
		],
		readers: leadReaders,
		complete: completeLead,
		validateAll: duplicatesIn,
		groupOf: ({ body, other }) => ({
			list_id: body.list_id,
			mode: String(other.importMode ?? 'merge'),
		}),
		body: (group, batch) => ({ ...group, leads: batch.map(rowOf) }),
		// In mode merge TopCalls appends notes, so that a repeated request would append them twice.
		idempotent: ({ mode }, batch) => mode === 'skip' || batch.every(({ body }) => !body.notes),
		scope: 'leads:write',
		output: (answer) => answer,
		describe: describeLead,
		sideEffect: {
			done: 'leads were imported',
			maybeDone: 'may have been imported',
			notDone: 'not imported',
			ifUnknown:
				'Check with Lead › Get Many whether they exist before you import them again. In mode Merge, their notes would be appended twice.',
		},
	}),
};

function rowOf({ body }: FieldValues): IDataObject {
	const lead = { ...body };
	delete lead.list_id;
	return lead;
}
