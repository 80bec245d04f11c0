import type { IDataObject } from 'n8n-workflow';

import { UserError } from '../../../shared/errors/UserError';
import { quote } from '../../../shared/quote';
import { z } from '../../../shared/vendor/zod';
import { readList } from '../../fields/readList';
import { readCountry, readPhoneNumber } from '../../fields/readPhoneNumber';
import type { FieldReader, FieldValues } from '../../fields/readFields';
import { readText } from '../../../shared/fields/readText';

/** What the API accepts as the number of a lead, which is stricter than for calls. */
const LEAD_NUMBER = /^\+[1-9]\d{8,14}$/;

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
	tags: readList,
};

/**
 * Brings the number into the international form, and checks what excludes each other.
 *
 * @throws UserError
 */
export function completeLead(values: FieldValues): FieldValues {
	const { body, other } = values;
	if (body.notes !== undefined && body.notes_append !== undefined) {
		throw new UserError('Notes and Notes to Append are both set', 'Remove one of the two.');
	}
	return { ...values, body: { ...body, ...numberOf(body, other.defaultCountry) } };
}

function numberOf(body: IDataObject, defaultCountry: unknown): { phone_number?: string } {
	if (!Object.hasOwn(body, 'phone_number')) return {};
	const country = readCountry(defaultCountry);
	const number = readPhoneNumber('Phone Number', body.phone_number, country, 'Default Country');
	if (LEAD_NUMBER.test(number)) return { phone_number: number };
	throw new UserError(
		`Phone Number ${quote(number)} is too short for a lead`,
		'TopCalls keeps leads with 9 to 15 digits only.',
	);
}
