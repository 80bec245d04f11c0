import { landlineLengths, type CountryCode, type PhoneNumber } from '../../vendor/libphonenumber';
import { isNational, nationalDigits } from './grouping';
import { digitsOf, type Notation } from './notation';

/** No town has longer numbers. */
const MOST_DIGITS_IN_A_TOWN = 8;

/**
 * Whether a text may be a number as people write it in its own town, without an area code: 6543210, which as a number
 * of the whole country belongs to somebody in another town. Not where the country writes the number without a trunk
 * prefix, or where its landline numbers are not longer.
 *
 * @param number what the text stands for as a number of the whole country
 */
export function mayLackAreaCode(
	{ hasPlus, groups }: Notation,
	number: PhoneNumber,
	country: CountryCode | undefined,
): boolean {
	const digits = digitsOf(groups);
	if (hasPlus || !country || digits !== number.nationalNumber) return false;
	if (digits.length > MOST_DIGITS_IN_A_TOWN || isNational(digits, number)) return false;
	const [area, behind] = groups;
	const isAreaInBrackets = area?.gap.includes('(') === true && behind?.gap.startsWith(')') === true;
	return !isAreaInBrackets && landlineLengths(country).some((length) => length > digits.length);
}

/** What the country writes before the area code, such as 0. */
export function trunkPrefixOf(number: PhoneNumber): string {
	const digits = nationalDigits(number);
	return digits.slice(0, digits.length - number.nationalNumber.length);
}
