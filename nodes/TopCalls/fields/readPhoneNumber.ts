import { toCountryCode, toE164, type CountryCode } from '../../shared/call/phoneNumber';
import { EmptyField } from '../../shared/errors/EmptyField';
import { UserError } from '../../shared/errors/UserError';
import { locatorValue } from '../../shared/fields/locatorValue';
import { readText, refuseBraces } from '../../shared/fields/readText';
import { quote } from '../../shared/quote';

/**
 * Reads a phone number in any common notation.
 *
 * @param label        the field's name in the editor
 * @param country      whose notation numbers without a country code follow
 * @param countryField where the user sets that country, if anywhere, such as “Options › Default Country”
 * @returns the number in E.164, such as +14155550123
 * @throws UserError for text that is not a number, or that could be several
 */
export function readPhoneNumber(
	label: string,
	value: unknown,
	country?: CountryCode,
	countryField?: string,
): string {
	refuseBraces(label, value);
	const checked = toE164(value, country, countryField);
	if (checked.ok) return checked.e164;
	if (checked.isEmpty) throw new EmptyField(label, checked.fix);
	throw new UserError(`${label} ${checked.reason}`, checked.fix);
}

/**
 * Reads a field Default Country.
 *
 * @returns undefined when it is empty
 * @throws UserError for an unknown country
 */
export function readCountry(value: unknown): CountryCode | undefined {
	const text = readText('Default Country', locatorValue(value));
	if (text === '') return undefined;
	const code = toCountryCode(text);
	if (code) return code;
	throw new UserError(
		`Default Country ${quote(text)} is not a country code`,
		'Select a country from the list, or use its two letters, e.g. US, GB or DE.',
	);
}
