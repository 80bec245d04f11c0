import type { CountryCode, PhoneNumber } from '../../vendor/libphonenumber';
import { quote } from '../../quote';
import { howToChoose } from './choose';
import { digitsOf, hasDecimals, notationsOf, type Notation } from './notation';
import { MOST_DIGITS } from './numbers';
import { readingsOf } from './readings';
import { numberWithin } from './secondNumber';
import { suggestionFor } from './suggestion';

/** Why a number is not called, written to follow the field's name, and what to do. */
export interface Refusal {
	reason: string;
	fix: string;
	isEmpty?: true;
}

/** With fewer digits, it is not even a number without its country code. */
const FEWEST_DIGITS = 3;
const INTERNATIONAL = 'Write it with + and the country code, e.g. +14155551234';
const ALONE = 'Enter only the number';
/** What may be before a number, such as “mobile:” and “1)”, and after it, such as “ext. 5” and “(24/7)”. */
const AROUND =
	/^((?:\d{1,2}[):])?[^\d+(]*)([+\d(][\d\s().+/-]*?)\s*(\([^()]*\)|[^\d\s().+/-].*)?$/s;

/** The refusal of a value that is neither text nor a whole number. */
export function notOneValue(value: unknown): Refusal | undefined {
	if (value === undefined || value === null) return isEmpty();
	if (typeof value === 'string') return undefined;
	if (typeof value === 'object') {
		return { reason: Array.isArray(value) ? 'is a list' : 'is an object', fix: howToChoose(value) };
	}
	if (typeof value !== 'number' || Number.isNaN(value)) {
		return { reason: 'is not text', fix: INTERNATIONAL };
	}
	if (Number.isSafeInteger(value) && value >= 0) return undefined;
	return { reason: `“${value}” is not a whole number`, fix: INTERNATIONAL };
}

/** There is nothing in the field. */
export function isEmpty(): Refusal {
	return { reason: 'is empty', fix: INTERNATIONAL, isEmpty: true };
}

/** More digits than the longest number, or more text than any number is written with. */
export function isTooLong(text: string): Refusal {
	return { reason: `${quote(text)} is too long for a phone number`, fix: ALONE };
}

/** Several numbers, all of them named. */
export function couldMean(text: string, numbers: PhoneNumber[]): Refusal {
	const names = numbers.map(({ number }) => number).join(' or ');
	return { reason: `${quote(text)} could mean ${names}`, fix: INTERNATIONAL };
}

/** A number of the whole country, or one of a town whose area code is missing. */
export function mayBeLocal(text: string, trunkPrefix: string): Refusal {
	return {
		reason: `${quote(text)} may lack its area code or its ${trunkPrefix}`,
		fix: `Write it with the area code and the ${trunkPrefix} before it, or with + and the country code, e.g. +14155551234`,
	};
}

/** A date. */
export function notADate(text: string): Refusal {
	return {
		reason: `${quote(text)} looks like a date`,
		fix: 'Choose the field with the phone number, or write it with + and the country code',
	};
}

/** A number that ends before the text does, or starts after its first digits. */
export function hasMoreThan(text: string, whole: PhoneNumber, part: PhoneNumber): Refusal {
	return {
		reason: `${quote(text)} could mean ${whole.number}, or ${part.number} and something else`,
		fix: `${ALONE}, with + and the country code and without gaps, e.g. +14155551234`,
	};
}

/** For a text that contains something that is not part of a number. */
export function notWritten(text: string): Refusal {
	const written = quote(text);
	if (/^[=@]/.test(text)) {
		return {
			reason: `${written} starts with the sign of a formula`,
			fix: alone(text),
		};
	}
	if (/@(s\.whatsapp\.net|c\.us|g\.us|lid)$/i.test(text)) {
		return {
			reason: `${written} is a WhatsApp ID, not a phone number`,
			fix: `Choose the field with the phone number, or write it with + and the country code`,
		};
	}
	if (/^[+-]?\d([.,]\d+)?e[+-]?\d+$/i.test(text)) {
		return {
			reason: `${written} was rounded by a spreadsheet, and some of its digits are lost`,
			fix: 'Format the column as text and enter the number again',
		};
	}
	if (hasDecimals(text)) {
		return { reason: `${written} has decimals`, fix: 'Format the column as text' };
	}
	if (looksLikeSeveral(text)) return isSeveral(text);
	const [, before = '', number = '', behind = ''] = AROUND.exec(text) ?? [];
	if (number.replace(/\D/g, '').length < FEWEST_DIGITS) {
		return { reason: `${written} is not a phone number`, fix: INTERNATIONAL };
	}
	if (/^[a-z]{3,}$/i.test(behind) && notationsOf(number.trim()).every(isNoNumber)) {
		return { reason: `${written} has letters in it`, fix: 'Replace the letters with digits' };
	}
	if (behind !== '') {
		const hint = /\d/.test(behind) ? `${ALONE}. TopCalls cannot call an extension` : ALONE;
		return { reason: `${written} has ${quote(behind)} after the number`, fix: hint };
	}
	if (before !== '') {
		return { reason: `${written} has ${quote(before.trim())} before the number`, fix: alone(text) };
	}
	return { reason: `${written} is not written as a phone number`, fix: INTERNATIONAL };
}

/** For a text that is written like a number but is not one. */
export function notANumber(
	text: string,
	notations: Notation[],
	country?: CountryCode,
	countryField?: string,
): Refusal {
	const digits = digitsOf(notations[0]?.groups ?? []);
	const hasCode = notations[0]?.hasPlus === true || digits.startsWith('00');
	const reason = `${quote(text)} is not a phone number that can be called`;
	if (looksLikeSeveral(text)) return isSeveral(text);
	if (digits.length < FEWEST_DIGITS) return { reason, fix: INTERNATIONAL };
	const guess = suggestionFor(notations, country);
	const question = guess ? `. Did you mean ${guess}?` : '';
	if (digits.length > MOST_DIGITS + 2) {
		return { reason: `${quote(text)} has too many digits for a phone number`, fix: ALONE };
	}
	if (hasCode) return { reason, fix: `Check the country code and the number of digits${question}` };
	if (country) {
		return {
			reason: `${reason} in ${country}`,
			fix: `Check the digits, or write it with + and the country code${question}`,
		};
	}
	const other = countryField && !guess ? `, or set ${countryField}` : '';
	return {
		reason: `${quote(text)} has no country code`,
		fix: `${INTERNATIONAL}${other}${question}`,
	};
}

/** “Enter only the number”, with the number when what follows the first + is clear. */
function alone(text: string): string {
	const notations = notationsOf(text.slice(Math.max(text.indexOf('+'), 0)));
	const [number, ...others] = notations.flatMap((one) => readingsOf(one, undefined));
	const isClear =
		number && others.length === 0 && !notations.some((one) => numberWithin(one, number, undefined));
	return isClear ? `${ALONE}: ${number.number}` : ALONE;
}

function isNoNumber(notation: Notation): boolean {
	return readingsOf(notation, undefined).length === 0;
}

function isSeveral(text: string): Refusal {
	return { reason: `${quote(text)} looks like several numbers`, fix: 'Use one number per item' };
}

function looksLikeSeveral(text: string): boolean {
	const parts = text.split(/[\r\n;|/,&]|\b(?:or|and|oder|und|ou|et|o|y|e)\b/i);
	return parts.filter((part) => part.replace(/\D/g, '').length >= 7).length > 1;
}
