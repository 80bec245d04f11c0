import {
	isSupportedCountry,
	parsePhoneNumberFromString,
	type CountryCode,
	type PhoneNumber,
} from '../vendor/libphonenumber';
import { quote } from './quote';

export type PhoneCheck = { ok: true; e164: string } | { ok: false; reason: string; fix: string };

/** With fewer, it is not even a number that lacks its country code. */
const FEWEST_DIGITS = 3;
const INTERNATIONAL = 'Write it with + and the country code, e.g. +14155551234';

/**
 * Brings a number as CRMs hold it into E.164, the form TopCalls dials. A number that could mean two
 * things is refused rather than guessed, since somebody's phone would ring.
 *
 * @param value          the number in any common notation
 * @param defaultCountry two-letter code of the country whose notation national numbers follow
 */
export function toE164(value: unknown, defaultCountry?: CountryCode): PhoneCheck {
	if (isEmpty(value)) return { ok: false, reason: 'is empty', fix: INTERNATIONAL };
	if (!isWritten(value)) return { ok: false, reason: 'is not text', fix: INTERNATIONAL };
	const written = tidy(String(value));
	if (written === '') return { ok: false, reason: 'is empty', fix: INTERNATIONAL };
	if (severalNumbers(written)) {
		return {
			ok: false,
			reason: `${quote(written)} looks like several numbers`,
			fix: 'Give one number per item',
		};
	}

	const [parsed, other] = readings(written, defaultCountry);
	if (!parsed) return { ok: false, ...whyNot(written, defaultCountry) };
	if (other && other.number !== parsed.number) {
		return {
			ok: false,
			reason: `${quote(written)} could mean ${parsed.number} or ${other.number}`,
			fix: INTERNATIONAL,
		};
	}
	if (parsed.ext) {
		return {
			ok: false,
			reason: `${quote(written)} has an extension, which TopCalls cannot dial`,
			fix: `Use the number alone, e.g. ${parsed.number}`,
		};
	}
	return { ok: true, e164: parsed.number };
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

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

/** Whether a value is a text, or a number that has no sign and no fraction. */
function isWritten(value: unknown): boolean {
	return typeof value === 'string' || (Number.isSafeInteger(value) && (value as number) >= 0);
}

/** Full-width digits, odd spaces and invisible marks come along when numbers are copied from elsewhere. */
function tidy(text: string): string {
	const plain = text
		.normalize('NFKC')
		.replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '');
	// Spreadsheets put an apostrophe before a number and make 4155551234 into 4155551234.0.
	const number = plain.replace(/^\s*('|tel:)/i, '').replace(/^(\s*\d+)\.0\s*$/, '$1');
	return number.replace(/^\s*\((\+\d+)\)/, '$1').trim();
}

function severalNumbers(written: string): boolean {
	const parts = written.split(/[\n;|/,]|\bor\b/);
	return parts.filter((part) => part.replace(/\D/g, '').length >= 7).length > 1;
}

/** The numbers that a text can stand for: as it is, and with 00 for +. */
function readings(written: string, country: CountryCode | undefined): PhoneNumber[] {
	const international = written.replace(/^\(?00\)?[\s.-]*(?=[1-9])/, '+');
	const texts = international === written ? [written] : [written, international];
	return texts.flatMap((text) => parse(text, country) ?? []);
}

/** @returns undefined unless the number can be dialled from anywhere in the form it is given out */
function parse(text: string, defaultCountry: CountryCode | undefined): PhoneNumber | undefined {
	const number = parsePhoneNumberFromString(text, { defaultCountry, extract: false });
	if (!number?.isValid()) return undefined;
	return parsePhoneNumberFromString(number.number)?.isValid() ? number : undefined;
}

function whyNot(written: string, country?: CountryCode): { reason: string; fix: string } {
	const reason = `${quote(written)} is not a phone number that can be dialled`;
	if (written.replace(/\D/g, '').length < FEWEST_DIGITS) return { reason, fix: INTERNATIONAL };
	if (written.startsWith('+') || written.startsWith('00')) {
		return { reason, fix: 'Check the country code and the number of digits' };
	}
	const international = parsePhoneNumberFromString(`+${written}`, { extract: false });
	const guess = international?.isValid() ? `. Did you mean ${international.number}?` : '';
	if (country)
		return {
			reason: `${reason} in ${country}`,
			fix: `Check the digits, or write it with + and the country code${guess}`,
		};
	return {
		reason: `${quote(written)} has no country code`,
		fix: `${INTERNATIONAL}, or set Default Country under Options${guess}`,
	};
}
