import { getCountryCallingCode, type CountryCode, type PhoneNumber } from 'libphonenumber-js/max';

import { COUNTRIES, valid, type Dice } from './phoneNumbers';

/** One notation of a number in the field, with the Default Country. */
export interface Written {
	how: string;
	value: unknown;
	country?: CountryCode;
}

const BETWEEN = [
	'/',
	' / ',
	'-',
	' - ',
	'–',
	' ',
	'  ',
	'.',
	'. ',
	'\u00a0',
	'\u2009',
	'\u200b',
	'\t',
	'\n',
].concat(
	[
		' x',
		' ext. ',
		';ext=',
		' Durchwahl ',
		' DW ',
		' app. ',
		'#',
		'*',
		'~',
		'+',
		':',
		'_',
		'\\',
		'|',
	],
	[',', ', ', ',,', '; ', ' & ', ' or ', ' oder ', ' bis ', 'p', 'w', ' ²', '>', '\u00b7'],
);
const BEFORE = [
	'1) ',
	'1. ',
	'2 - ',
	'#1 ',
	'1: ',
	'1 ',
	'10 ',
	'① ',
	'1️⃣ ',
	'3\t',
	'* ',
	'Tel 1 ',
	'9,',
	'*67 ',
	'>',
	'=',
];
const BEHIND = [
	' (24/7)',
	' (2)',
	' (mobile)',
	' 24/7',
	' (0)',
	' [1]',
	' ²',
	' (9-17)',
	' 9-17 h',
	' #2',
	'?',
	'1️⃣',
	' x',
];
const ZEROS = [0x660, 0x6f0, 0x966, 0xff10, 0x1d7ce];
/** Shorter numbers, with the country code, are service numbers, in which a surplus digit is hard to detect. */
const FEWEST_WITH_MORE = 9;

/** The usual notations of a number; nearly all of them must be accepted. */
export function usualNotations(number: PhoneNumber, dice: Dice): Written[] {
	const home = number.country;
	const anywhere = () => dice.pick([undefined, home, dice.pick(COUNTRIES)]);
	return [
		{ how: 'E.164', value: number.number, country: anywhere() },
		{ how: 'international', value: number.formatInternational(), country: anywhere() },
		{ how: 'a link', value: number.getURI(), country: anywhere() },
		{ how: 'national', value: number.formatNational(), country: home },
	];
}

/** All notations of spreadsheets, CRMs and people: each must be read as that number, or be refused. */
export function oddNotations(number: PhoneNumber, other: PhoneNumber, dice: Dice): Written[] {
	const home = number.country;
	const away = dice.pick(COUNTRIES);
	const digits = number.number.slice(1);
	const code = number.countryCallingCode;
	const bare = number.nationalNumber as string;
	const international = number.formatInternational();
	const national = number.formatNational();
	const nationalDigits = national.replace(/\D/g, '');
	const forms = [
		number.number,
		international,
		number.getURI(),
		`+${code} ${bare}`,
		`+${code}-${bare}`,
	].concat([
		`(+${code}) ${bare}`,
		`00${digits}`,
		`00 ${international.slice(1)}`,
		national,
		nationalDigits,
	]);
	const form = () => {
		const value = dice.pick(forms);
		const isNational = value === national || value === nationalDigits;
		return { value, country: isNational ? home : dice.pick([undefined, home]) };
	};
	const around = (how: string, wrap: (value: string) => string): Written => {
		const { value, country } = form();
		return { how, value: wrap(value), country };
	};
	const second = [
		other.number as string,
		other.nationalNumber as string,
		bare,
		bare.slice(-dice.pick([4, 5, 6])),
	];
	const hasMore = digits.length >= FEWEST_WITH_MORE;
	const trunkZero = `+${code}0${bare}`;

	const odd: Written[] = [
		{ how: '00', value: `00${digits}`, country: dice.pick([undefined, home, away]) },
		{
			how: 'prefix for calls abroad',
			value: number.format('IDD', { fromCountry: away }),
			country: away,
		},
		{ how: 'national digits', value: nationalDigits, country: home },
		{ how: 'without trunk prefix', value: bare, country: home },
		{ how: 'digits without +', value: digits, country: dice.pick([undefined, home]) },
		{ how: 'digits without +, elsewhere', value: digits, country: away },
		{
			how: 'digits without +, Germany',
			value: digits,
			country: dice.pick(['DE', 'AT', 'FR', 'GB']),
		},
		{
			how: 'groups without +',
			value: international.slice(1),
			country: dice.pick([undefined, home]),
		},
		{
			how: 'a number without +',
			value: Number(digits),
			country: dice.pick([home, away, undefined]),
		},
		{ how: 'a zero of 00 lost', value: `0${digits}`, country: dice.pick([undefined, home]) },
		{
			how: 'a scientific number',
			value: Number(digits).toExponential(dice.pick([5, 9, 11])),
			country: home,
		},
		{ how: 'decimals, bare', value: bare + dice.pick(['.0', ',0', '.00']), country: home },
		{ how: 'decimals, without +', value: digits + dice.pick(['.0', ',0', '.00']), country: home },
		{
			how: 'a zero in brackets',
			value: `+${code} (0)${bare}`,
			country: dice.pick([undefined, home]),
		},
		{ how: '+00', value: `+00${digits}`, country: home },
		{ how: '++', value: `++${digits}`, country: home },
		{
			how: 'another script',
			value: number.number.replace(/\d/g, (d) =>
				String.fromCodePoint(dice.pick(ZEROS) + Number(d)),
			),
		},
		{
			how: 'HTML',
			value: international.replace(/ /g, '&nbsp;').replace('+', dice.pick(['+', '&#43;', '%2B'])),
		},
		{
			how: 'a label',
			value:
				dice.pick(['Tel. ', 'whatsapp:', 'M1: ', 'callto:', 'Work 2 ', '=', '@']) + number.number,
		},
		{ how: 'WhatsApp ID', value: `${digits}@s.whatsapp.net` },
		{
			how: 'other gaps',
			value: international.replace(/[ -]/g, dice.pick(['.', '-', '/', ' - ', '  ', '\u2011', ''])),
		},
		{ how: 'a list', value: [number.number] },
		around('decimals', (value) => value + dice.pick(['.0', ',0', '.00', ',00', '.000'])),
	];
	if (!valid(trunkZero))
		odd.push({ how: 'trunk prefix behind the code', value: `+${code} ${nationalDigits}` });
	if (!looksComplete(number)) {
		const inThousands = Number(nationalDigits).toLocaleString(
			dice.pick(['en', 'de', 'fr', 'de-CH']),
		);
		odd.push({ how: 'a lost zero', value: Number(nationalDigits), country: home });
		odd.push({ how: 'thousands', value: inThousands, country: home });
	}
	if (hasMore) {
		for (let count = 0; count < 6; count++) {
			const gap = dice.pick(BETWEEN);
			const tail = dice.digits(dice.pick([1, 1, 2, 2, 3, 4, 5]));
			odd.push(around(`${JSON.stringify(gap)} and more digits`, (value) => value + gap + tail));
		}
		odd.push(
			around('a second number', (value) => value + dice.pick(BETWEEN) + dice.pick(second)),
			around('a marker', (value) => dice.pick(BEFORE) + value),
			around('a remark', (value) => value + dice.pick(BEHIND)),
		);
	}
	return odd.filter((written) => !isNationalElsewhere(written, number));
}

/** Without its zero, an Italian landline of eleven digits looks like a mobile number; they are very rare. */
function looksComplete({ country, nationalNumber }: PhoneNumber): boolean {
	return nationalNumber.startsWith('0') && (nationalNumber.length > 10 || country === 'AC');
}

/** Whether the digits are exactly how the Default Country writes its own numbers, such as 4155551234 in the US. */
function isNationalElsewhere(
	{ value, country }: Written,
	{ countryCallingCode }: PhoneNumber,
): boolean {
	if (!country || getCountryCallingCode(country) === countryCallingCode) return false;
	const digits = String(value)
		.replace(/[.,]0+$/, '')
		.replace(/\D/g, '');
	const number = valid(`+${getCountryCallingCode(country)}${digits}`);
	return (
		number?.formatNational().replace(/\D/g, '') === digits &&
		valid(number.number.slice(0, -1)) === undefined
	);
}
