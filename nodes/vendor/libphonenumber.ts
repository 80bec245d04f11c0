// The build replaces this file by a bundle, so that the package installs without dependencies.
export {
	isSupportedCountry,
	parsePhoneNumberFromString,
	type CountryCode,
	type PhoneNumber,
} from 'libphonenumber-js/min';
