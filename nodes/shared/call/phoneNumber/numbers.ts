import {
	getCountryCallingCode,
	parsePhoneNumberFromString,
	type CountryCode,
	type PhoneNumber,
} from '../../vendor/libphonenumber';

/** E.164: country code included, plus not. */
export const MOST_DIGITS = 15;

/** @returns the number behind the plus, without a trunk prefix behind the country code, if there is such a number */
export function parse(digits: string): PhoneNumber | undefined {
	const number = parsePhoneNumberFromString(`+${digits}`, { extract: false });
	return number?.isValid() && number.number.length <= MOST_DIGITS + 1 ? number : undefined;
}

/** Like parse, but only if all digits belong to the number: country code first, nothing left out. */
export function parseExactly(digits: string): PhoneNumber | undefined {
	const number = parse(digits);
	return number?.number === `+${digits}` ? number : undefined;
}

/** @returns the number that the country's own notation gives these digits, trunk prefix or not */
export function parseNational(digits: string, country: CountryCode): PhoneNumber | undefined {
	return parse(getCountryCallingCode(country) + digits);
}

/**
 * With the country's own prefix for calls abroad, such as 011 or 810.
 *
 * @returns the number, if the prefix is there and all other digits belong to the number
 */
export function parseAbroad(digits: string, country: CountryCode): PhoneNumber | undefined {
	const number = parsePhoneNumberFromString(digits, { defaultCountry: country, extract: false });
	const international = number?.number.slice(1);
	return international && digits.endsWith(international) ? parseExactly(international) : undefined;
}
