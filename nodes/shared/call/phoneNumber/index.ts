import { isSupportedCountry, type CountryCode } from '../../vendor/libphonenumber';
import { isDate } from './date';
import { mayLackAreaCode, trunkPrefixOf } from './localNumber';
import { notationsOf } from './notation';
import { plainText } from './plainText';
import { readingsOf, unique } from './readings';
import {
	couldMean,
	hasMoreThan,
	isEmpty,
	isTooLong,
	mayBeLocal,
	notADate,
	notANumber,
	notOneValue,
	notWritten,
	type Refusal,
} from './refusals';
import { numberWithin } from './secondNumber';

export type { CountryCode };
export type PhoneCheck = { ok: true; e164: string } | ({ ok: false } & Refusal);

/** Longer texts are refused. */
const LONGEST = 250;

/**
 * Reads a number as people, CRMs and spreadsheets write it into all numbers that it may stand for, and takes it
 * only if there is exactly one: a number that is read in another way than its owner means calls a stranger.
 *
 * @param value          what the field holds: a text, or digits as a number
 * @param defaultCountry whose notation numbers without a country code follow
 * @param countryField   where the user sets that country, if anywhere, such as “Options › Default Country”
 * @returns the number in E.164, `+` and up to 15 digits, or why it is refused and what to do
 */
export function toE164(
	value: unknown,
	defaultCountry?: CountryCode,
	countryField?: string,
): PhoneCheck {
	const refused = notOneValue(value);
	if (refused) return { ok: false, ...refused };
	const written = String(value ?? '');
	if (written.length > LONGEST) return { ok: false, ...isTooLong(written) };
	const text = plainText(written);
	if (text === '') return { ok: false, ...isEmpty() };
	return check(text, defaultCountry, countryField);
}

/**
 * Reads a two-letter country code as people write it.
 *
 * @returns the code, or undefined when there is no such country
 */
export function toCountryCode(value: string): CountryCode | undefined {
	const code = value.trim().toUpperCase();
	const known = code === 'UK' ? 'GB' : code;
	return isSupportedCountry(known) ? known : undefined;
}

function check(text: string, country?: CountryCode, countryField?: string): PhoneCheck {
	const notations = notationsOf(text);
	const readings = notations.map((notation) => readingsOf(notation, country));
	const numbers = unique(readings.flat());
	const [number, ...others] = numbers;
	// New Caledonia writes 24.12.24 for a number.
	if (isDate(text) && number?.formatNational() !== text) return { ok: false, ...notADate(text) };
	if (notations.length === 0) return { ok: false, ...notWritten(text) };
	if (!number) return { ok: false, ...notANumber(text, notations, country, countryField) };
	if (others.length > 0) return { ok: false, ...couldMean(text, numbers) };

	const written = notations.filter((_, index) => (readings[index] ?? []).length > 0);
	const [within] = written.flatMap((one) => numberWithin(one, number, country) ?? []);
	if (within) return { ok: false, ...hasMoreThan(text, number, within) };
	if (written.some((one) => mayLackAreaCode(one, number, country))) {
		return { ok: false, ...mayBeLocal(text, trunkPrefixOf(number)) };
	}
	return { ok: true, e164: number.number };
}
