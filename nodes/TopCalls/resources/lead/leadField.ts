import type { INodeProperties } from 'n8n-workflow';

import { TopCallsError } from '../../../shared/errors/TopCallsError';
import { UserError } from '../../../shared/errors/UserError';
import { isJsonObject } from '../../../shared/json';
import { quote } from '../../../shared/quote';
import { scopeHint } from '../../../shared/client/scopes';
import type { Run } from '../../execution/run';
import { locatorValue } from '../../../shared/fields/locatorValue';
import type { FieldReader, FieldValues } from '../../fields/readFields';
import { readId } from '../../fields/readId';
import { findLeads } from './findLeads';
import type { Lead } from './lead';
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
 * @throws UserError when no lead has the number, or several have it; TopCallsError
 */
export async function withLeadId(
	{ client }: Run,
	values: FieldValues,
	itemIndex: number,
): Promise<FieldValues> {
	const given = String(values.other.leadId);
	if (!given.startsWith('+')) return values;
	const { leads } = await findLeads(client, given, itemIndex).catch(notLookedUp);
	const [lead, another] = leads;
	if (another) throw ambiguous(given, leads);
	if (lead) return { ...values, other: { ...values.other, leadId: lead.lead_id } };
	throw new UserError(
		`No lead has the phone number ${quote(given)}`,
		'Check the number, or create the lead first.',
	);
}

/** TopCalls documents one lead per number; if there are more, the user chooses. */
function ambiguous(number: string, leads: Lead[]): UserError {
	const ids = leads.map(({ lead_id }) => lead_id).join(', ');
	return new UserError(
		`${leads.length} leads have the phone number ${quote(number)}: ${ids}`,
		'Enter the ID of the lead instead.',
	);
}

/**
 * The scope for what is then done with the lead does not cover looking it up. A lookup without a good answer is no
 * request to change the lead, of which the result would be unknown.
 */
function notLookedUp(error: Error): never {
	if (!(error instanceof TopCallsError)) throw error;
	if (error.isResultUnknown) {
		throw new UserError(
			`Could not look the lead up by phone number: ${error.message}`,
			'Nothing was changed. Try again later, or enter the ID of the lead.',
		);
	}
	if (error.status !== 403) throw error;
	throw new UserError(
		'The API key is not allowed to look leads up by phone number',
		`${scopeHint('leads:read')} Until then, enter the ID of the lead.`,
	);
}
