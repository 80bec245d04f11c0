import type { CountryCode, PhoneNumber } from '../../vendor/libphonenumber';
import { isNational, isUsualGrouping, nationalSizes } from './grouping';
import { digitsOf, type Notation } from './notation';
import { parseExactly, parseNational } from './numbers';
import { readingsOf } from './readings';

/** Shorter ones are hardly ever whole numbers with something behind them. */
const FEWEST_NATIONAL = 4;
const FEWEST_OF_A_NUMBER = 9;
/** A number that somebody breaks into groups has none as long as this but the last. */
const WHOLE_NUMBER = 5;
/** “1” of “1. 030 123456”, “9” of “9 415 555 1234”. */
const MOST_OF_A_MARKER = 3;
/** A group as long as this behind a marker is a number of its own. */
const NUMBER_WITHOUT_GAPS = 6;
const HARD_GAP = /[/\t\r\n]|\s\s|\s-|-\s|\.\s|\s\./;
/** How people break up what follows the area code. */
const COMMON_SIZES = ['4 4', '3 4', '3 3', '2 2 2', '3 2 2', '2 2 3'];
const COMMON_SIZES_OF_LONG = ['2 2 2', '3 2 2', '2 2 3'];

/**
 * Looks for a number that is complete before the text ends, or that begins after the text does: then the rest may
 * be an extension, the last digits of a second number, or a marker.
 *
 * @param number what the text stands for as a whole
 * @returns the other number
 */
export function numberWithin(
	notation: Notation,
	number: PhoneNumber,
	country: CountryCode | undefined,
): PhoneNumber | undefined {
	if (notation.groups.length < 2) return undefined;
	return numberBefore(notation, number, country) ?? numberBehind(notation, number, country);
}

function numberBefore(
	{ hasPlus, groups }: Notation,
	number: PhoneNumber,
	country: CountryCode | undefined,
): PhoneNumber | undefined {
	const sizes = nationalSizes(groups, number);
	const gaps = groups.slice(-sizes.length).map(({ gap }) => gap);
	let length = number.nationalNumber.length;
	for (let left = sizes.length - 1; left > 0; left--) {
		length -= sizes[left] ?? 0;
		if (length < FEWEST_NATIONAL) return undefined;
		const isHard = HARD_GAP.test(gaps[left] ?? '');
		const before = parseExactly(number.countryCallingCode + number.nationalNumber.slice(0, length));
		if (before && (isHard || mayEndHere(sizes, gaps, left, before, number))) return before;
		if (isHard || (country && groups[0]?.digits.startsWith('00'))) {
			const [other] = readingsOf(
				{ hasPlus, groups: groups.slice(0, left - sizes.length) },
				country,
			);
			if (other) return other;
		}
	}
	return undefined;
}

/** @param left how many of the groups belong to the number that may end here */
function mayEndHere(
	sizes: number[],
	gaps: string[],
	left: number,
	before: PhoneNumber,
	number: PhoneNumber,
): boolean {
	const isLong = before.number.length > FEWEST_OF_A_NUMBER;
	const isUsual = isUsualGrouping(sizes.slice(0, left), before);
	if (isUsualGrouping(sizes, number)) {
		return (isUsual && isLong) || new Set(gaps.slice(1)).size > 1;
	}
	if (left === 1 || (sizes[left - 1] ?? 0) >= WHOLE_NUMBER || sizes.at(-1) === 1) return true;
	const common = isLong ? COMMON_SIZES_OF_LONG : COMMON_SIZES;
	const isEven = new Set(gaps.slice(sizes.length > 3 ? 2 : 1)).size === 1;
	return (isLong && isUsual) || !isEven || !common.includes(sizes.slice(1).join(' '));
}

/** A number behind a marker, such as 030 123456 behind “1.”. */
function numberBehind(
	{ hasPlus, groups }: Notation,
	number: PhoneNumber,
	country: CountryCode | undefined,
): PhoneNumber | undefined {
	const [marker, ...rest] = groups;
	if (hasPlus || !marker || marker.digits.length > MOST_OF_A_MARKER) return undefined;
	const isHard = HARD_GAP.test(rest[0]?.gap ?? '');
	const digits = digitsOf(rest);
	const isWhole = (rest[0]?.digits.length ?? 0) >= NUMBER_WITHOUT_GAPS;
	const isAlone = isHard ? !marker.digits.startsWith('0') : isWhole;
	const behind = digits.startsWith('00')
		? parseExactly(digits.slice(2))
		: country && parseNational(digits, country);
	if (!behind || behind.number === number.number) return undefined;
	if (!isAlone && !digits.startsWith('0') && !isNational(digits, behind)) return undefined;
	if (isHard) return behind;
	const isUsual =
		isNational(digitsOf(groups), number) && isUsualGrouping(nationalSizes(groups, number), number);
	return isUsual ? undefined : behind;
}
