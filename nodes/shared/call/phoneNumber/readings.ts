import {
	getCountryCallingCode,
	type CountryCode,
	type PhoneNumber,
} from '../../vendor/libphonenumber';
import { isNational, isUsualGrouping, nationalSizes } from './grouping';
import { digitsOf, type Group, type Notation } from './notation';
import { MOST_DIGITS, parse, parseAbroad, parseExactly, parseNational } from './numbers';

type Found = Array<PhoneNumber | undefined>;

/** The longest prefix for calls abroad, such as 001488 0011, and E.164. */
const MOST_WRITTEN = 10 + MOST_DIGITS;
/** Beyond it, the digits before a number may be a prefix for calls abroad that has no zero, such as 810. */
const MOST_NATIONAL = 10;
/** Of numbers that may have begun with a zero: shorter ones are service numbers, longer ones mobile numbers. */
const FEWEST_WITHOUT_ZERO = 6;
const MOST_WITHOUT_ZERO = 9;

/**
 * All numbers that a text may stand for. A number that results only from adding or leaving out digits is none
 * of them; a trunk prefix, a prefix for calls abroad and what a country's own notation asks for are understood.
 *
 * @param country whose notation a number without a country code follows
 */
export function readingsOf(
	{ hasPlus, groups }: Notation,
	country: CountryCode | undefined,
): PhoneNumber[] {
	const digits = digitsOf(groups);
	if (digits.length > MOST_WRITTEN) return [];
	if (hasPlus) return unique([parseExactly(digits)]);
	const abroad = groups[0]?.digits.startsWith('00') ? parseExactly(digits.slice(2)) : undefined;
	return unique([abroad, ...(country ? inCountry(digits, groups, country) : [])]);
}

/** Each number once, without those that could not be read. */
export function unique(numbers: Found): PhoneNumber[] {
	const byNumber = new Map(numbers.flatMap((one) => (one ? [[one.number, one]] : [])));
	return [...byNumber.values()];
}

function inCountry(digits: string, groups: Group[], country: CountryCode): Found {
	const code = getCountryCallingCode(country);
	const national = parseNational(digits, country);
	if (digits.startsWith('0')) return withZero(digits, groups, country, national);
	const withPrefix =
		!national || digits.length > MOST_NATIONAL ? parseAbroad(digits, country) : undefined;
	const isOwn = digits.startsWith(code);
	// Where the rest is a national number too, even one that is written 49 030 … counts.
	const withoutPlus = isOwn && national ? parse(digits) : parseExactly(digits);
	const found: Found = [national, withPrefix];
	if (isOwn || withPrefix || (withoutPlus && national && mayLackPlus(digits, groups, national))) {
		found.push(withoutPlus);
	}
	if (national && isUnbroken(groups) && mayLackZero(digits)) {
		// It is a digit of the number in Italy, and half of the trunk prefix in Hungary.
		found.push(parseNational(`0${digits}`, country));
	}
	return found;
}

function withZero(
	digits: string,
	groups: Group[],
	country: CountryCode,
	national: PhoneNumber | undefined,
): Found {
	const code = getCountryCallingCode(country);
	const rest = digits.slice(1);
	const found = [national, parseAbroad(digits, country)];
	if (groups.length === 1 && rest.startsWith(code) && found.some(Boolean)) {
		// Of 0049 … one zero may be lost.
		found.push(parseExactly(rest));
	}
	return found;
}

/**
 * Whether a plus may be missing before digits that are a number of the country too: not where they are how the
 * country writes that number, and its length is conclusive.
 */
function mayLackPlus(digits: string, groups: Group[], national: PhoneNumber): boolean {
	if (!isNational(digits, national)) return true;
	if (!isUnbroken(groups)) return !isUsualGrouping(nationalSizes(groups, national), national);
	return digits !== national.nationalNumber || isOpenEnded(national);
}

/** Whether the number would also be one without its last digit, as in Italy and Luxembourg. */
function isOpenEnded({ number }: PhoneNumber): boolean {
	return parseExactly(number.slice(1, -1)) !== undefined;
}

/** Whether a spreadsheet may have dropped a zero. */
function mayLackZero({ length }: string): boolean {
	return length >= FEWEST_WITHOUT_ZERO && length <= MOST_WITHOUT_ZERO;
}

/** Whether the groups are not those of a phone number: there is one, or a spreadsheet made thousands. */
function isUnbroken([first, ...rest]: Group[]): boolean {
	return (first?.digits.length ?? 0) <= 3
		? rest.every(({ gap, digits }) => gap === '.' && digits.length === 3)
		: rest.length === 0;
}
