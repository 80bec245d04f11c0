import fc from 'fast-check';
import {
	getCountries,
	parsePhoneNumberFromString,
	type CountryCode,
	type PhoneNumber,
} from 'libphonenumber-js/max';
import metadata from 'libphonenumber-js/metadata.max.json';

export const COUNTRIES = getCountries();

/** The metadata of a country: its code, and the pattern of each type of number. */
type Plan = { callingCode: string; patterns: string[] };

function planOf(country: CountryCode): Plan {
	const plan = (metadata as unknown as { countries: Record<string, unknown[]> }).countries[country];
	const [callingCode, , pattern] = plan as [string, string, string];
	const types = (plan?.[11] ?? []) as Array<[string] | 0>;
	const patterns = types.flatMap((type) => (type && type[0] ? [type[0]] : []));
	return { callingCode, patterns: patterns.length > 0 ? patterns : [pattern] };
}

/**
 * Valid numbers of every country and of every type that it has, made from the patterns of the metadata.
 *
 * @param each how many of each type; of landlines and mobiles three times as many
 */
export function numbersOfAllCountries(seed: number, each: number): PhoneNumber[] {
	return COUNTRIES.flatMap((country) => {
		const { callingCode, patterns } = planOf(country);
		return patterns.flatMap((pattern, type) => {
			const digits = fc.stringMatching(new RegExp(`^(?:${pattern})$`));
			const numRuns = type < 2 ? 3 * each : each;
			return fc.sample(digits, { seed: seed + type, numRuns }).flatMap((national) => {
				const number = valid(`+${callingCode}${national}`);
				return number?.country === country ? [number] : [];
			});
		});
	});
}

/** The number if it is one. Those that begin with 00 after the country code only work inside the country. */
export function valid(e164: string): PhoneNumber | undefined {
	const number = parsePhoneNumberFromString(e164);
	if (!number?.isValid() || number.number !== e164 || e164.length > 16) return undefined;
	return number.nationalNumber.startsWith('00') || isFormer(number) ? undefined : number;
}

/** Gabon had seven digits until 2019, and wrote 06 87 58 18 for 6875818 as well as for 06875818. */
function isFormer({ country, nationalNumber }: PhoneNumber): boolean {
	return country === 'GA' && nationalNumber.length === 7;
}

/** Random choices that a seed repeats. */
export class Dice {
	constructor(private state: number) {}

	private next(): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	pick<T>(choices: readonly T[]): T {
		return choices[Math.floor(this.next() * choices.length)] as T;
	}

	digits(count: number): string {
		return Array.from({ length: count }, () => this.pick([...'0123456789'])).join('');
	}
}
