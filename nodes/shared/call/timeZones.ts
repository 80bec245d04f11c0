import { parsePhoneNumberFromString } from '../vendor/libphonenumber';
import { prefixesByZones } from '../vendor/phoneTimeZones.json';

/** Countries whose mobile numbers carry an area code, as in libphonenumber: Mexico, Argentina, Brazil. */
const MOBILE_WITH_AREA_CODE = new Set(['52', '54', '55']);

let zonesByPrefix: Map<string, string[]> | undefined;

/**
 * The time zones in which the owner of a number may be: those of its area where the number has one, else all of its
 * country. The rule is that of libphonenumber's PhoneNumberToTimeZonesMapper, as a longer prefix says where numbers
 * were handed out and not where a mobile phone is: all of Russia's begin like Moscow's.
 *
 * @param e164 such as +14155550123
 * @returns IANA names; empty if the number is unknown
 */
export function zonesOf(e164: string): string[] {
	const number = parsePhoneNumberFromString(e164);
	if (!number) return [];
	const { countryCallingCode } = number;
	const country = lookUp(countryCallingCode);
	if (!hasAreaCode(number.getType(), countryCallingCode)) return country;
	const digits = e164.slice(1);
	for (let length = digits.length; length > countryCallingCode.length; length--) {
		const zones = lookUp(digits.slice(0, length));
		if (zones.length > 0) return zones;
	}
	return country;
}

function hasAreaCode(type: string | undefined, callingCode: string): boolean {
	if (type === 'FIXED_LINE' || type === 'FIXED_LINE_OR_MOBILE') return true;
	return type === 'MOBILE' && MOBILE_WITH_AREA_CODE.has(callingCode);
}

function lookUp(prefix: string): string[] {
	zonesByPrefix ??= new Map(
		Object.entries(prefixesByZones).flatMap(([zones, prefixes]) =>
			prefixes.split(' ').map((each) => [each, zones.split(' ')] as const),
		),
	);
	return zonesByPrefix.get(prefix) ?? [];
}
