import { toCountryCode, toE164, type CountryCode } from '../../nodes/shared/call/phoneNumber';

import { KINDS, MESSAGES } from './phoneNumberCases';
import { readNumber } from './readNumber';

const COUNTRY_FIELD = 'Options › Default Country';

const read = (value: unknown, country?: CountryCode) => readNumber(value, country, COUNTRY_FIELD);

test.each<[notation: string, value: unknown, country: CountryCode | undefined, e164: string]>([
	['international', '+1 415 555 1234', undefined, '+14155551234'],
	['US national', '(415) 555-1234', 'US', '+14155551234'],
	['US with dots', '415.555.1234', 'US', '+14155551234'],
	['US with its 1', '1-415-555-1234', 'US', '+14155551234'],
	['US digits', '4155551234', 'US', '+14155551234'],
	['US digits with the 1', '14155551234', 'US', '+14155551234'],
	['Spanish digits', '612345678', 'ES', '+34612345678'],
	['Spanish digits with the code', '34612345678', 'ES', '+34612345678'],
	['Chinese mobile digits', '13912345678', 'CN', '+8613912345678'],
	['Brazilian', '(11) 96123-4567', 'BR', '+5511961234567'],
	['Argentine mobile with its 15', '011 15-2345-6789', 'AR', '+5491123456789'],
	['Russian with its 8', '8 (863) 123-45-67', 'RU', '+78631234567'],
	['Italian, whose zero belongs to it', '06 1234 5678', 'IT', '+390612345678'],
	['00 for +, without a default country', '0044 20 7183 8750', undefined, '+442071838750'],
	['00 for +, from another country', '0044 20 7183 8750', 'US', '+442071838750'],
	['the prefix of the country', '011 44 20 7183 8750', 'US', '+442071838750'],
	['the prefix of the country, Australia', '0011 44 20 7183 8750', 'AU', '+442071838750'],
	['the prefix of the country, Russia', '810 44 20 7183 8750', 'RU', '+442071838750'],
	['a zero in brackets', '+44 (0)20 7183 8750', undefined, '+442071838750'],
	['a zero in brackets that belongs to it', '+39 (0)6 1234 5678', undefined, '+390612345678'],
	['no-break spaces', '\u00a0+1\u00a0415\u00a0555\u00a01234\u00a0', undefined, '+14155551234'],
	['invisible marks', '\u202a+14155551234\u202c', undefined, '+14155551234'],
	['other dashes', '+1 415–555\u20111234', undefined, '+14155551234'],
	['full-width digits', '＋１４１５５５５１２３４', undefined, '+14155551234'],
	['Arabic digits', '+١٤١٥٥٥٥١٢٣٤', undefined, '+14155551234'],
	['Devanagari digits', '+९१९८७६५४३२१०', undefined, '+919876543210'],
	['a number, as spreadsheets hold it', 4155551234, 'US', '+14155551234'],
	['with decimals', '4155551234.0', 'US', '+14155551234'],
	['with decimals of another country', '4155551234,00', 'US', '+14155551234'],
	['with thousands', '4,155,551,234.00', 'US', '+14155551234'],
	['as text of a spreadsheet', "'+14155551234", undefined, '+14155551234'],
	['in quotation marks', '"+14155551234"', undefined, '+14155551234'],
	['German with a slash', '030/123456', 'DE', '+4930123456'],
	['German in pairs', '030 123 45 67', 'DE', '+49301234567'],
	['German in fours', '030 1234 5678', 'DE', '+493012345678'],
	['German with a zero in brackets', '(0)30 123456', 'DE', '+4930123456'],
	['a link', 'tel:+1-415-555-1234', undefined, '+14155551234'],
	['international in spite of the default country', '+44 20 7183 8750', 'US', '+442071838750'],
	['a country code in brackets', '(+44) 20 7183 8750', undefined, '+442071838750'],
])('%s: %j is read correctly', (_, value, country, e164) => {
	expect(toE164(value, country)).toEqual({ ok: true, e164 });
});

test.each(KINDS)('%s: %j in %s is read correctly or refused', (_, value, country, right) => {
	const found = toE164(value, country);
	if (found.ok) expect(right).toContain(found.e164);
});

test.each([
	['030/1234567', 'DE', '+49301234567'],
	['01/513 45 67', 'AT', '+4315134567'],
	['06/30/123-4567', 'HU', '+36301234567'],
] as const)('a slash behind what is no number stays good: %s in %s', (value, country, e164) => {
	expect(read(value, country)).toBe(e164);
});

test.each(MESSAGES)('%j is refused with the reason', (value, country, said) => {
	expect(read(value, country)).toBe(said);
});

test.each([
	['+4930123456.0', '+4930123456'],
	['+8613912345678.0', '+8613912345678'],
])('a spreadsheet’s decimals are not digits of the number: %s', (value, e164) => {
	expect(read(value)).toBe(e164);
});

test('UK means the country that ISO calls GB', () => {
	expect(toCountryCode('UK')).toBe('GB');
	expect(read('020 7183 8750', toCountryCode(' uk '))).toBe('+442071838750');
});

test('a country that does not exist is not taken for another one', () => {
	expect(toCountryCode('Germany')).toBeUndefined();
	expect(toCountryCode('XX')).toBeUndefined();
});

test.each([
	'+14155551234, +14155551235',
	'+14155551234; +14155551235',
	'+14155551234 / +14155551235',
	'+14155551234 or +14155551235',
	'+4930123456 oder +4930123457',
	'+14155551234\n+14155551235',
])('two numbers in one field are refused instead of calling one of them: %j', (value) => {
	expect(read(value)).toContain('looks like several numbers | Use one number per item');
});

test.each(['1-800-FLOWERS', '+1 800 FLOWERS', '+1 415 555 LOVE'])(
	'letters are not digits, because keypads differ: %s',
	(value) => {
		expect(toE164(value, 'US').ok).toBe(false);
	},
);

test.each(['+49 30 123456²', '+49 30 12345①', '1️⃣ +4930123456', '+1415555123½'])(
	'a footnote or a sign that looks like a digit is not a digit: %s',
	(value) => {
		expect(toE164(value, 'DE').ok).toBe(false);
	},
);

test.each([
	['911', 'US'],
	['112', 'DE'],
	['116117', 'DE'],
	['999', 'GB'],
] as const)('an emergency or short number is never called: %s in %s', (value, country) => {
	expect(toE164(value, country).ok).toBe(false);
});

test('a number without a country is refused with what to do about it', () => {
	expect(read('(415) 555-1234')).toBe(
		'“(415) 555-1234” has no country code | Write it with + and the country code, e.g. +14155551234, or set Options › Default Country',
	);
});

test('a message does not mention fields that the operation does not have', () => {
	const found = toE164('(415) 555-1234');
	expect(found.ok ? '' : found.fix).toBe('Write it with + and the country code, e.g. +14155551234');
});

test('when only the + is missing, the probable number is suggested, and nothing else', () => {
	expect(read('442071838750')).toMatch(/e\.g\. \+14155551234\. Did you mean \+442071838750\?$/);
});

test('no number of another country is suggested: a Chinese mobile', () => {
	expect(read('13012345678')).not.toContain('Did you mean');
});

test('a number that does not fit its country is refused, and the country is named', () => {
	expect(read('12345', 'US')).toContain('is not a phone number that can be called in US');
	expect(read('+1 415 555')).toContain('Check the country code and the number of digits');
	expect(read('442071838750', 'US')).not.toContain('+442071838750');
});

test('a trunk prefix after the country code is not silently removed', () => {
	expect(read('+44 020 7183 8750')).toContain('Did you mean +442071838750?');
});

test.each([undefined, null, '', '   '])('%j is an empty number', (value) => {
	expect(read(value)).toMatch(/^is empty \|/);
});

test.each([true, NaN, -4155551234, 4155551234.5, 4e20, Infinity])(
	'%j is not a phone number, and no digits are extracted from it',
	(value) => {
		expect(read(value, 'US')).toMatch(/^is not text|is not a whole number \|/);
	},
);

test('00 is not read as a plus where the country’s own numbers may begin with it', () => {
	expect(read('0078034872120', 'ID')).toBe(
		'“0078034872120” could mean +78034872120 or +620078034872120 | Write it with + and the country code, e.g. +14155551234',
	);
	expect(read('0078034872120', 'US')).toBe('+78034872120');
});

test('a number that only works inside its country is refused', () => {
	expect(read('80000000', 'VA')).toContain('is not a phone number that can be called in VA');
});

test('a hostile text takes no longer than its length: a megabyte is refused at once', () => {
	const hostile = ['1', ' ', '(', '+1 ', '1(', '(0)', '1.', '٣', ',111', '=', '1e', '-\u200b'];
	for (const piece of hostile) {
		for (const size of [249, 1_000_000]) {
			const text = piece.repeat(size / piece.length);
			for (const value of [text, `+1415${text}`, `${text}x`]) {
				expect(toE164(value, 'DE').ok).toBe(false);
			}
		}
	}
});
