import { toE164, type CountryCode } from '../../nodes/shared/call/phoneNumber';

/** The number that a value stands for, or why it is refused and how to fix it. */
export function readNumber(value: unknown, country?: CountryCode, countryField?: string): string {
	const checked = toE164(value, country, countryField);
	return checked.ok ? checked.e164 : `${checked.reason} | ${checked.fix}`;
}
