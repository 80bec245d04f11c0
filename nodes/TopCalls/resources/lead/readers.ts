import type { IDataObject } from 'n8n-workflow';

import { UserError } from '../../../shared/errors/UserError';
import { quote } from '../../../shared/quote';
import { z } from '../../../shared/vendor/zod';
import { readJsonObject } from '../../fields/readJson';
import { readList } from '../../fields/readList';
import { readCountry, readPhoneNumber } from '../../fields/readPhoneNumber';
import type { FieldReader, FieldValues } from '../../fields/readFields';
import { readText } from '../../../shared/fields/readText';
import { LEAD_NUMBER } from './lead';

/** Readers of the fields of a lead whose type does not say enough. */
export const leadReaders: Record<string, FieldReader> = {
	email: ({ displayName }, value) => {
		const text = readText(displayName, value);
		if (text === '') return undefined;
		if (z.string().email().safeParse(text).success) return text;
		throw new UserError(
			`${displayName} ${quote(text)} is not an email address`,
			'Check its spelling.',
		);
	},
	// Read once the country is known.
	phoneNumber: (_, value) => value,
	// TopCalls would delete the value it has.
	metadata: ({ displayName }, value) => {
		const fields = readJsonObject(displayName, value);
		return fields && Object.keys(fields).length > 0 ? fields : undefined;
	},
	tags: readList,
};

/**
 * Converts the number to the international form, and checks fields that exclude each other.
 *
 * @throws UserError
 */
export function completeLead(values: FieldValues): FieldValues {
	const { body, other } = values;
	if (body.notes !== undefined && body.notes_append !== undefined) {
		throw new UserError('Notes and Notes to Append are both set', 'Remove one of the two.');
	}
	if (body.phone_number === undefined) return values;
	const country = readCountry(other.defaultCountry);
	const number = readLeadNumber('Phone Number', body.phone_number, country, 'Default Country');
	return {
		...values,
		body: { ...body, phone_number: number },
		// The body of what is done is not kept for later attempts.
		other: { ...other, listId: body.list_id, phoneNumber: number },
	};
}

/** What an error about a lead contains in addition to its message. */
export function describeLead({ other: { phoneNumber, leadId } }: FieldValues): IDataObject {
	if (leadId === undefined) return { phone_number: String(phoneNumber) };
	return { [String(leadId).startsWith('+') ? 'phone_number' : 'lead_id']: String(leadId) };
}

/**
 * Reads the number of a lead.
 *
 * @throws UserError
 */
function readLeadNumber(...field: Parameters<typeof readPhoneNumber>): string {
	const number = readPhoneNumber(...field);
	if (LEAD_NUMBER.test(number)) return number;
	throw new UserError(
		`${field[0]} ${quote(number)} is too short for a lead`,
		'TopCalls keeps leads with 9 to 15 digits only.',
	);
}

/** Reads a number to search for; undefined if empty. */
export const readOptionalLeadNumber: FieldReader = ({ displayName }, value) => {
	const isEmpty = (value ?? '') === '' || (typeof value === 'string' && value.trim() === '');
	return isEmpty ? undefined : readLeadNumber(displayName, value);
};
