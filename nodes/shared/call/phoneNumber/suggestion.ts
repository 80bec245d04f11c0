import {
	getCountryCallingCode,
	type CountryCode,
	type PhoneNumber,
} from '../../vendor/libphonenumber';
import { digitsOf, type Notation } from './notation';
import { parse, parseExactly, parseNational } from './numbers';

/** Shorter ones are national numbers somewhere. */
const FEWEST_WITH_CODE = 11;
/** Countries whose mobile numbers are as long as that without a country code. */
const WITH_LONG_MOBILES = ['AR', 'AT', 'BR', 'CN', 'DE', 'ID', 'NL'] as const;
/** Mexico wrote a 1 before mobile numbers until 2020. */
const FORMER_PREFIX = /^521(?=\d{10}$)/;

/**
 * The number that was probably meant by one that cannot be called: a plus is missing, or a trunk prefix stands
 * behind the country code. It is never a number of another country.
 *
 * @returns E.164
 */
export function suggestionFor(notations: Notation[], country?: CountryCode): string | undefined {
	const [notation] = notations;
	if (!notation) return undefined;
	const digits = digitsOf(notation.groups);
	const international = digits.replace(/^00+/, '');
	if (parseExactly(international.slice(0, -lastGroup(notation)))) return undefined;
	if (notation.hasPlus || international !== digits) return withoutPrefix(international)?.number;
	if (!country) return withPlus(digits);
	const own = digits.replace(/^0+/, '');
	if (own !== digits && notation.groups.length > 1) return undefined;
	return own.startsWith(getCountryCallingCode(country)) ? withoutPrefix(own)?.number : undefined;
}

function withoutPrefix(digits: string): PhoneNumber | undefined {
	return parse(digits.replace(FORMER_PREFIX, '52'));
}

/** For digits that are a number of some country behind a plus, and no mobile number without one. */
function withPlus(digits: string): string | undefined {
	if (digits.length < FEWEST_WITH_CODE) return undefined;
	const international = parseExactly(digits);
	const isMobile = (home: CountryCode) => parseNational(digits, home)?.getType() === 'MOBILE';
	if (!international?.country || WITH_LONG_MOBILES.some(isMobile)) return undefined;
	return international.number;
}

/** Behind a number that is complete, the last group is something else. */
function lastGroup({ groups }: Notation): number {
	return groups.at(-1)?.digits.length ?? 0;
}
