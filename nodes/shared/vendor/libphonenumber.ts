// The build makes a bundle of its own from this file, which is loaded when first used: n8n starts without reading the
// numbering plans of all countries.
import { Metadata } from 'libphonenumber-js/core';
import type { CountryCode, NumberingPlan } from 'libphonenumber-js/max';
import metadata from 'libphonenumber-js/metadata.max.json';

export {
	getCountries,
	getCountryCallingCode,
	isSupportedCountry,
	parsePhoneNumberFromString,
	type CountryCode,
	type PhoneNumber,
} from 'libphonenumber-js/max';

/** @returns how many digits landline numbers of a country have, without country code and trunk prefix */
export function landlineLengths(country: CountryCode): number[] {
	const plans = new Metadata(metadata);
	plans.selectNumberingPlan(country);
	const plan = plans.numberingPlan as NumberingPlan & TypedPlan;
	return plan.type('FIXED_LINE')?.possibleLengths() ?? [];
}

/** A part of the numbering plan that the package has and does not declare. */
interface TypedPlan {
	type(name: string): { possibleLengths(): number[] } | undefined;
}
