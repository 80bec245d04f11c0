import type { INodeParameters } from 'n8n-workflow';

import { FIRST_LIST } from '../../../dev/sandbox';
import type { ErrorCase, Section } from '../case';
import { leftOut, oddValues, unevaluated } from './expressions';

const PHONE = '+14155550101';
const ID = '3c90c3cc-0d44-4b50-8888-8dd25736052a';
const NOT_IDS = ['../calls', '..', 'https://x.example/1', 'a?b=1', 'a b'];

const CREATE: INodeParameters = {
	resource: 'lead',
	operation: 'create',
	name: 'Nathan',
	phoneNumber: '={{ $json.phone }}',
	listId: FIRST_LIST.id,
};

const more = (name: string) => (value: unknown) =>
	({ additionalFields: { [name]: value } }) as INodeParameters;

/** One case for each value that a field cannot have. */
function refused(
	field: string,
	set: (value: unknown) => INodeParameters,
	...values: unknown[]
): ErrorCase[] {
	return values.map((value) => ({
		given: `${field} \`${typeof value === 'string' ? value : JSON.stringify(value)}\``,
		parameters: set(value),
		field,
	}));
}

const NOTHING = leftOut('the lead is created without it');

export const leadFields: Section = {
	title: 'Leads',
	about: 'Of *Create*; *Update* and *Import* read the same fields.',
	sendsNothing: true,
	node: CREATE,
	cases: [
		...oddValues('Phone Number', (phoneNumber) => ({ phoneNumber })),
		...refused(
			'Phone Number',
			(phoneNumber) => ({ phoneNumber }) as INodeParameters,
			'12345',
			'415 555 0101',
			'+290 6123',
			'+1 415 555 0101 / 0102',
		),
		...oddValues('Name', (name) => ({ name })),
		...oddValues('List ID', (listId) => ({ listId })),
		...oddValues('Email', more('email'), NOTHING),
		...refused('Email', more('email'), 'nathan', 'a@b', 'a b@example.com'),
		...oddValues('Status', more('status'), NOTHING),
		...refused('Status', more('status'), 'contacted', 'Lost'),
		...oddValues('Tags', more('tags'), {
			...NOTHING,
			'an empty list': 'the lead is created without it',
			'a list': 'a list of tags is taken as it is',
		}),
		...oddValues('Metadata (JSON)', more('metadata'), {
			...NOTHING,
			'an object': 'its fields are sent',
		}),
		...refused('Metadata (JSON)', more('metadata'), '{', '[1]', '"text"'),
		...refused('Default Country', more('defaultCountry'), 'Utopia', 'XX'),
		{
			given: 'Notes and Notes to Append together',
			parameters: { additionalFields: { notes: 'one', notesAppend: 'other' } },
			field: 'Notes to Append',
		},
		...unevaluated({
			'Phone Number': (phoneNumber) => ({ phoneNumber }),
			Name: (name) => ({ name }),
			'List ID': (listId) => ({ listId }),
			Email: more('email'),
			Tags: more('tags'),
			Notes: more('notes'),
			'Metadata (JSON)': (text) => more('metadata')(JSON.stringify({ plan: text })),
		}),
	],
};

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const byPhone = (value: string) => ({ __rl: true, mode: 'phone', value });
const update = (updateFields: INodeParameters): INodeParameters => ({
	operation: 'update',
	updateFields,
});

export const leadChanges: Section = {
	title: 'Finding and Changing Leads',
	about: 'Of *Get*, *Get Many*, *Update*, *Delete*, *Delete Many* and *Import*.',
	sendsNothing: true,
	node: { resource: 'lead', operation: 'get', leadId: byId(ID), updateFields: { name: 'Ada' } },
	cases: [
		...oddValues('Lead', (leadId) => ({ leadId: byId(leadId) })),
		...refused('Lead', (leadId) => ({ leadId: byId(String(leadId)) }), ...NOT_IDS),
		...refused('Lead', (leadId) => ({ leadId: byPhone(String(leadId)) }), '415 555 0101', 'Nathan'),
		{
			given: 'Lead: the expression gives an object that is no resource locator',
			parameters: { leadId: '={{ ({ id: "a" }) }}' },
			field: 'Lead',
		},
		{ given: 'Update Fields is empty', parameters: update({}), field: 'Update Fields' },
		{
			given: 'Update Fields holds nothing but empty fields',
			parameters: update({ name: '', email: ' ', metadata: '{}' }),
			field: 'Update Fields',
		},
		{
			given: 'Fields to Clear holds a field that is also set',
			parameters: update({ clearFields: ['email'], email: 'n@example.com' }),
			field: 'Fields to Clear',
		},
		{
			given: 'Fields to Clear holds notes, to which is also appended',
			parameters: update({ clearFields: ['notes'], notesAppend: 'Called' }),
			field: 'Fields to Clear',
		},
		{
			given: 'Fields to Clear `name`',
			parameters: update({ clearFields: ['name'] }),
			field: 'Fields to Clear',
		},
		...['nothing', 'a list'].map((what) => ({
			given: `Delete Many by filter, whose only condition is ${what === 'nothing' ? 'empty' : what}`,
			parameters: {
				operation: 'deleteMany',
				deleteBy: 'filter',
				leadFilter: { tag: what === 'nothing' ? '' : '={{ ["one"] }}' },
			},
			field: what === 'nothing' ? 'Filter' : 'Tag',
		})),
		...oddValues('Lead IDs', (leadIds) => ({ operation: 'deleteMany', leadIds }), {
			'a list': 'a list of IDs is taken as it is',
		}).filter(({ taken }) => !taken),
		...refused(
			'Lead IDs',
			(leadIds) => ({ operation: 'deleteMany', leadIds }) as INodeParameters,
			...NOT_IDS.slice(0, 3),
		),
		{
			given: 'More than 500 Lead IDs in one item',
			parameters: {
				operation: 'deleteMany',
				leadIds: '={{ Array.from({ length: 501 }, (_, i) => "id" + i) }}',
			},
			field: 'Lead IDs',
		},
		{
			given: 'The same number in two rows of an import',
			parameters: { ...CREATE, operation: 'import' },
			items: [{ phone: PHONE }, { phone: '+1 (415) 555-0101' }],
			field: 'Phone Number',
		},
		{
			given: 'Several bad rows in an import',
			parameters: { ...CREATE, operation: 'import' },
			items: [{ phone: PHONE }, { phone: '12' }, { phone: 'none' }],
			field: 'Phone Number',
		},
		...refused(
			'Phone Number',
			(phone) => ({ operation: 'getMany', filters: { phone } }) as INodeParameters,
			'12345',
			'Nathan',
		),
		...refused(
			'If Lead Exists',
			(importMode) => ({ ...CREATE, operation: 'import', importMode }) as INodeParameters,
			'replace',
		),
	],
};

const CAMPAIGN: INodeParameters = {
	resource: 'campaign',
	operation: 'start',
	campaignId: byId(ID),
};

export const campaignsAndNumbers: Section = {
	title: 'Campaigns and Phone Numbers',
	about: 'Of *Campaign › Start*, *Pause* and *Get*, and *Phone Number › Get*.',
	sendsNothing: true,
	node: CAMPAIGN,
	cases: [
		...oddValues('Campaign', (campaignId) => ({ campaignId: byId(campaignId) })),
		...refused(
			'Campaign',
			(campaignId) => ({ campaignId: byId(String(campaignId)) }),
			...NOT_IDS,
			'+14155550101',
		),
		...refused(
			'Phone Number',
			(id) => ({ resource: 'phoneNumber', operation: 'get', phoneNumberId: byId(String(id)) }),
			...NOT_IDS.slice(0, 3),
			'+14155550101',
		),
	],
};

const lookUp = (resource: string, operation: string, given: string): ErrorCase => ({
	given: `${given}, in ${resource} ${operation}`,
	parameters: { resource, operation },
});

export const leadAnswers: Section = {
	title: 'What TopCalls Answers about Leads, Campaigns and Numbers',
	about: 'A campaign in another state, unknown IDs, and keys without the scope.',
	node: {
		...CREATE,
		operation: 'get',
		leadId: byId(ID),
		updateFields: { name: 'Ada' },
		campaignId: byId('c4a1f0de-6b1d-4e57-8c39-7f0f5b2f9d64'),
		phoneNumberId: byId(ID),
		leadIds: ID,
	},
	cases: [
		...['get', 'update', 'delete'].map((operation) => lookUp('lead', operation, 'An unknown ID')),
		{
			given: 'A phone number that no lead has',
			parameters: { leadId: byPhone(PHONE) },
		},
		{ given: 'A list that does not exist', parameters: { operation: 'create', listId: ID } },
		lookUp('phoneNumber', 'get', 'An unknown ID'),
		{
			given: 'An unknown ID, in campaign start',
			parameters: { resource: 'campaign', operation: 'start', campaignId: byId(ID) },
		},
		lookUp('campaign', 'pause', 'A campaign that is a draft'),
		...[
			['lead', 'create'],
			['lead', 'get'],
			['lead', 'import'],
			['lead', 'deleteMany'],
			['campaign', 'get'],
			['campaign', 'start'],
			['phoneNumber', 'getMany'],
		].map(([resource = '', operation = '']) => ({
			...lookUp(resource, operation, 'A key without the scope'),
			settings: { scopes: [] },
		})),
		{
			given: 'A key that may not look leads up by number, in delete',
			parameters: { operation: 'delete', leadId: byPhone(PHONE) },
			settings: { scopes: ['leads:write'] },
		},
	],
};
