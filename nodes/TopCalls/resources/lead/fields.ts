import type { INodeProperties } from 'n8n-workflow';

import { defaultCountryField } from '../../fields/defaultCountry';

const status: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	default: 'New',
	description: 'How far you are with this lead. Unsubscribed leads do not want to be called.',
	options: [
		{ name: 'Contacted', value: 'Contacted' },
		{ name: 'Converted', value: 'Converted' },
		{ name: 'New', value: 'New' },
		{ name: 'Unsubscribed', value: 'Unsubscribed' },
	],
	routing: { send: { type: 'body', property: 'status' } },
};

const tag: INodeProperties = {
	displayName: 'Tag',
	name: 'tag',
	type: 'string',
	default: '',
	placeholder: 'e.g. newsletter',
	description: 'Only leads with this tag',
	routing: { send: { type: 'query', property: 'tag' } },
};

export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Nathan Smith',
	description: 'Full name of the lead',
	routing: { send: { type: 'body', property: 'name' } },
};

export const phoneNumberField: INodeProperties = {
	displayName: 'Phone Number',
	name: 'phoneNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. +14155550123',
	description:
		'The number of the lead, in any common format. Numbers without a country code need Default Country.',
	routing: { send: { type: 'body', property: 'phone_number' } },
};

export const listIdField: INodeProperties = {
	displayName: 'List ID',
	name: 'listId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 3c90c3cc-0d44-4b50-8888-8dd25736052a',
	description: 'The ID of the lead list, as the TopCalls dashboard shows it',
	routing: { send: { type: 'body', property: 'list_id' } },
};

const email: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	default: '',
	placeholder: 'name@email.com',
	routing: { send: { type: 'body', property: 'email' } },
};

const metadata: INodeProperties = {
	displayName: 'Metadata (JSON)',
	name: 'metadata',
	type: 'json',
	default: '{}',
	description:
		'Any further data of the lead, such as the other columns of its row. Campaigns use it as variables.',
	routing: { send: { type: 'body', property: 'metadata' } },
};

const notes: INodeProperties = {
	displayName: 'Notes',
	name: 'notes',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	description: 'Text that replaces the notes of the lead',
	routing: { send: { type: 'body', property: 'notes' } },
};

const notesToAppend: INodeProperties = {
	displayName: 'Notes to Append',
	name: 'notesAppend',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	description: 'Text that is added to the notes of the lead',
	routing: { send: { type: 'body', property: 'notes_append' } },
};

const tags: INodeProperties = {
	displayName: 'Tags',
	name: 'tags',
	type: 'string',
	default: '',
	placeholder: 'e.g. newsletter, vip',
	description: 'Comma-separated tags. An expression may also return a list.',
	routing: { send: { type: 'body', property: 'tags' } },
};

export const clearFields = {
	displayName: 'Fields to Clear',
	name: 'clearFields',
	type: 'multiOptions',
	default: [],
	description: 'What to delete from the lead. A field left empty is not changed.',
	options: [
		{ name: 'Email', value: 'email' },
		{ name: 'Notes', value: 'notes' },
	],
} satisfies INodeProperties;

function collection(
	displayName: string,
	name: string,
	options: INodeProperties[],
): INodeProperties {
	return { displayName, name, type: 'collection', placeholder: 'Add Field', default: {}, options };
}

/** What a new lead can have besides name and number. */
export const newLeadFields = collection('Additional Fields', 'additionalFields', [
	defaultCountryField,
	email,
	metadata,
	{ ...notes, description: 'Text about the lead' },
	{ ...notesToAppend, description: 'Text about the lead. TopCalls adds the date and time.' },
	status,
	tags,
]);

/** What a row of an import can have besides name and number. */
export const importFields = collection('Additional Fields', 'additionalFields', [
	defaultCountryField,
	email,
	metadata,
	{ ...notes, description: 'Text about the lead. Merge adds it to the notes that the lead has.' },
	status,
	tags,
]);

/** Everything that can be changed on a lead. */
export const updateFields = collection('Update Fields', 'updateFields', [
	defaultCountryField,
	email,
	clearFields,
	metadata,
	nameField,
	notes,
	notesToAppend,
	phoneNumberField,
	status,
	tags,
]);

/** Narrow a list of leads down; as query parameters or as the filter of a deletion. */
export const filterFields: INodeProperties[] = [
	{
		...listIdField,
		required: false,
		description: 'Only leads of this list',
		...inQuery('list_id'),
	},
	{ ...status, description: 'Only leads with this status', ...inQuery('status') },
	tag,
];

function inQuery(property: string): Pick<INodeProperties, 'routing'> {
	return { routing: { send: { type: 'query', property } } };
}
