// The build makes a bundle of its own from this file, which is loaded when first used: n8n starts without reading the
// numbering plans of all countries.
export {
	getCountries,
	getCountryCallingCode,
	isSupportedCountry,
	parsePhoneNumberFromString,
	type CountryCode,
	type PhoneNumber,
} from 'libphonenumber-js/max';
