import type { IDataObject } from 'n8n-workflow';

import { locatorValue } from '../../../../shared/fields/locatorValue';
import { readFields, type FieldReader } from '../../../fields/readFields';
import { readList } from '../../../fields/readList';
import { readCountry, readPhoneNumber } from '../../../fields/readPhoneNumber';
import { readAdditionalFields } from './additionalFields';
import { speechFields } from './fields';
import type { CallForm } from './form';
import { optionsField } from './options';
import { readTexts } from './prompt';

/** Where the user sets the country of numbers without a country code. */
export const COUNTRY_FIELD = 'Options › Default Country';

/**
 * Turns the fields of one item into the body of POST /v1/calls. Only what the user set is sent.
 *
 * @throws UserError naming the first field that cannot be sent
 */
export function buildCallBody(form: CallForm): IDataObject {
	const { options } = form;
	const country = readCountry(options.defaultCountry);
	const readNumber: FieldReader = ({ displayName }, value) =>
		isEmpty(value)
			? undefined
			: readPhoneNumber(displayName, locatorValue(value), country, COUNTRY_FIELD);
	const number = readPhoneNumber('Phone Number', form.phoneNumber, country, COUNTRY_FIELD);
	const texts = readTexts(form);
	const { body } = readFields(
		(name) => ({ mode: form.mode, voice: form.voice, options })[name],
		[...speechFields, optionsField],
		{
			fromNumber: readNumber,
			knowledgeBaseIds: readList,
			additionalFields: () => undefined,
			variables: () => undefined,
		},
	);
	return {
		...readAdditionalFields(options.additionalFields),
		phone_number: number,
		...withoutUndefined(texts),
		...body,
	};
}

function withoutUndefined(fields: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function isEmpty(value: unknown): boolean {
	const given = locatorValue(value);
	return (
		given === undefined || given === null || (typeof given === 'string' && given.trim() === '')
	);
}
