// The build replaces this file by a bundle that is loaded when first used; so the package installs without
// dependencies, and starts without reading the numbering plans of all countries.
export {
	getCountryCallingCode,
	isSupportedCountry,
	parsePhoneNumberFromString,
	type CountryCode,
	type PhoneNumber,
} from 'libphonenumber-js/max';
