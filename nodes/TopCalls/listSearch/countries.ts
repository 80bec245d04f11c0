import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { getCountries, getCountryCallingCode } from '../../shared/vendor/libphonenumber';

/**
 * The countries that have phone numbers, such as “United States (+1)”; their value is the two-letter code. What is
 * typed may be a part of the name, the code, the country code of numbers, or initials such as UK and UAE.
 */
export async function searchCountries(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const names = new Intl.DisplayNames(['en'], { type: 'region' });
	const typed = filter.trim().toLowerCase();
	const countries = getCountries().map((code) => {
		const name = names.of(code) ?? code;
		const initials = name.replace(/(\p{L})\p{L}*|[^\p{L}]+/gu, '$1');
		return {
			name: `${name} (+${getCountryCallingCode(code)})`,
			value: code as string,
			words: [code, initials].map((word) => word.toLowerCase()),
		};
	});
	return {
		results: countries
			.filter(({ name, words }) => words.includes(typed) || name.toLowerCase().includes(typed))
			.sort((a, b) => a.name.localeCompare(b.name))
			.map(({ name, value }) => ({ name, value })),
	};
}
