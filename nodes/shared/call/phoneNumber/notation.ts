/** Digits that stand together, and what stands between them and the digits before. */
export interface Group {
	gap: string;
	digits: string;
}

/** A text that is written as phone numbers are. */
export interface Notation {
	hasPlus: boolean;
	groups: Group[];
}

const CHARACTERS = /^[\d\s().+/-]*\d$/;
const START = /^\(?\s*[+\d]/;
/** A fraction, or zeros behind the only dot, or behind thousands: 030 123456.00 and 53.503.925.00. */
const DECIMALS = /[.,]\d$|^[^.]*\.0{2,}$|^\d{1,3}(?:\.\d{3})+\.0+$/;
/** Digits before an area code in brackets, such as 0011 44 or 1. */
const MOST_BEFORE_BRACKETS = 7;

/**
 * Takes a text apart into groups of digits.
 *
 * @returns nothing when it is not written as a number; two notations when it has a zero in brackets, as in
 *          +44 (0)20 and +39 (0)6, which belongs to the number in some countries only
 */
export function notationsOf(text: string): Notation[] {
	if (!CHARACTERS.test(text) || !START.test(text) || hasDecimals(text)) return [];
	const hasPlus = /^\(?\s*\+/.test(text);
	const digits = text.replace(/^(\(?)\s*\+/, '$1');
	if (digits.includes('+') || !hasGoodBrackets(digits)) return [];

	const groups = [...digits.matchAll(/(\D*)(\d+)/g)].map(([, gap = '', found = '']) => ({
		gap,
		digits: found,
	}));
	const zero = groups.findIndex(isZeroInBrackets);
	if (zero < 1) return [{ hasPlus, groups }];
	const [before, after] = [groups.slice(0, zero), groups.slice(zero + 1)];
	const [next, ...rest] = after;
	const withZero = [...before, { gap: next?.gap ?? '', digits: `0${next?.digits}` }, ...rest];
	return [
		{ hasPlus, groups: [...before, ...after] },
		{ hasPlus, groups: withZero },
	];
}

/** Whether the last digits may be decimals, of which a spreadsheet adds some. */
export function hasDecimals(text: string): boolean {
	return DECIMALS.test(text);
}

/** All digits of a notation, without what stands between them. */
export function digitsOf(groups: Group[]): string {
	return groups.map(({ digits }) => digits).join('');
}

function isZeroInBrackets({ gap, digits }: Group, index: number, groups: Group[]): boolean {
	return digits === '0' && gap.endsWith('(') && groups[index + 1]?.gap.startsWith(')') === true;
}

/** Brackets stand around a country or area code, and digits follow. */
function hasGoodBrackets(text: string): boolean {
	const opening = text.lastIndexOf('(');
	if (opening < 0) return !text.includes(')');
	if (text.slice(0, opening).replace(/\D/g, '').length > MOST_BEFORE_BRACKETS) return false;
	return !/[()]/.test(text.replace(/\(\s*\d[\d\s-]*\)/g, ' '));
}
