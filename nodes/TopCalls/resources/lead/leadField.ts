import type { INodeProperties } from 'n8n-workflow';

import { readPage } from '../../../shared/client/pagination';
import { TopCallsError } from '../../../shared/errors/TopCallsError';
import { UserError } from '../../../shared/errors/UserError';
import { isJsonObject } from '../../../shared/json';
import { quote } from '../../../shared/quote';
import { scopeHint } from '../../../shared/client/scopes';
import type { Run } from '../../execution/run';
import { locatorValue } from '../../../shared/fields/locatorValue';
import type { FieldReader, FieldValues } from '../../fields/readFields';
import { readId } from '../../fields/readId';
import { readLead } from './lead';
import { readOptionalLeadNumber } from './readers';

/** Which lead: from a list that can be searched, by its ID, or by its phone number. */
export const leadField: INodeProperties = {
	displayName: 'Lead',
	name: 'leadId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a lead...',
			typeOptions: { searchListMethod: 'searchLeads', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 3c90c3cc-0d44-4b50-8888-8dd25736052a',
		},
		{
			displayName: 'By Phone Number',
			name: 'phone',
			type: 'string',
			placeholder: 'e.g. +14155550123',
		},
	],
};

/** Reads the field: a lead's ID, or a number that begins with +, whichever mode is set. */
export const readLeadField: FieldReader = (field, value) => {
	const mode = isJsonObject(value) ? value.mode : undefined;
	const given = locatorValue(value);
	if (mode === 'phone' || String(given).trim().startsWith('+')) {
		return readOptionalLeadNumber(field, given);
	}
	return readId(field, value);
};

/**
 * Finds the ID of a lead that was given by its phone number.
 *
 * @throws UserError when no lead has the number, TopCallsError
 */
export async function withLeadId(
	{ client }: Run,
	values: FieldValues,
	itemIndex: number,
): Promise<FieldValues> {
	const given = String(values.other.leadId);
	if (!given.startsWith('+')) return values;
	const query = { phone: given, limit: 1 };
	const [lead] = await client
		.request({ method: 'GET', path: '/v1/leads', query }, itemIndex, (answer) =>
			readPage(answer).items.map(readLead),
		)
		.catch(mayNotLookUp);
	if (lead) return { ...values, other: { ...values.other, leadId: lead.lead_id } };
	throw new UserError(
		`No lead has the phone number ${quote(given)}`,
		'Check the number, or create the lead first.',
	);
}

/** The scope for what is then done with the lead does not cover looking it up. */
function mayNotLookUp(error: Error): never {
	if (!(error instanceof TopCallsError) || error.status !== 403 || error.isForeign) throw error;
	throw new UserError(
		'The API key is not allowed to look leads up by phone number',
		`${scopeHint('leads:read')} Until then, enter the ID of the lead.`,
	);
}
