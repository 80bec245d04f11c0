import { toCountryCode, toE164 } from '../../nodes/api/phoneNumber';

type Country = ReturnType<typeof toCountryCode>;

const why = (value: unknown, country?: Country) => {
	const checked = toE164(value, country);
	return checked.ok ? `dialled as ${checked.e164}` : `${checked.reason} | ${checked.fix}`;
};

test.each<[notation: string, value: unknown, country: Country, e164: string]>([
	['international', '+1 415 555 1234', undefined, '+14155551234'],
	['US national', '(415) 555-1234', 'US', '+14155551234'],
	['US with dots', '415.555.1234', 'US', '+14155551234'],
	['US with its 1', '1-415-555-1234', 'US', '+14155551234'],
	['00 for +, without a default country', '0044 20 7183 8750', undefined, '+442071838750'],
	['00 for +, from another country', '0044 20 7183 8750', 'US', '+442071838750'],
	['a zero in brackets', '+44 (0)20 7183 8750', undefined, '+442071838750'],
	['no-break spaces', '\u00a0+1\u00a0415\u00a0555\u00a01234\u00a0', undefined, '+14155551234'],
	['invisible marks', '\u202a+14155551234\u202c', undefined, '+14155551234'],
	['full-width digits', '＋１４１５５５５１２３４', undefined, '+14155551234'],
	['a number, as spreadsheets hold it', 4155551234, 'US', '+14155551234'],
	['German with a slash', '030/123456', 'DE', '+4930123456'],
	['a link', 'tel:+1-415-555-1234', undefined, '+14155551234'],
	['international in spite of the default country', '+44 20 7183 8750', 'US', '+442071838750'],
])('%s: %j is dialled as it is meant', (_, value, country, e164) => {
	expect(toE164(value, country)).toEqual({ ok: true, e164 });
});

test('UK is understood as the country that ISO calls GB', () => {
	expect(toCountryCode('UK')).toBe('GB');
	expect(toE164('020 7183 8750', toCountryCode(' uk '))).toEqual({
		ok: true,
		e164: '+442071838750',
	});
});

test('a country that does not exist is not taken for another one', () => {
	expect(toCountryCode('Germany')).toBeUndefined();
	expect(toCountryCode('XX')).toBeUndefined();
});

test('an extension is refused, since it would be left out of the call', () => {
	expect(why('+1 415 555 1234 ext. 56')).toBe(
		'“+1 415 555 1234 ext. 56” has an extension, which TopCalls cannot dial | Use the number alone, e.g. +14155551234',
	);
});

test.each([
	'+14155551234, +14155551235',
	'+14155551234; +14155551235',
	'+14155551234 / +14155551235',
	'+14155551234 or +14155551235',
	'+14155551234\n+14155551235',
])('two numbers in one field are refused instead of ringing one of them: %j', (value) => {
	expect(why(value)).toContain('looks like several numbers | Give one number per item');
});

test.each(['1-800-FLOWERS', '+1 800 FLOWERS'])('letters are not dialled: %s', (value) => {
	expect(toE164(value, 'US').ok).toBe(false);
});

test('a number without a country is refused with what to do about it', () => {
	expect(why('(415) 555-1234')).toContain('has no country code | Write it with +');
	expect(why('(415) 555-1234')).toContain('set Default Country under Options');
});

test('when only the + is missing, the number that was probably meant is named', () => {
	expect(why('442071838750')).toContain('Did you mean +442071838750?');
});

test('a number that does not fit its country is refused and the country named', () => {
	expect(why('12345', 'US')).toContain('is not a phone number that can be dialled in US');
	expect(why('+1 415 555')).toContain('Check the country code and the number of digits');
});

test.each([undefined, null, '', '   '])('%j is an empty number', (value) => {
	expect(why(value)).toMatch(/^is empty \|/);
});

test.each([{}, [], ['+14155551234'], true, NaN, -4155551234, 4155551234.5])(
	'%j is no number to dial, and no digits are picked out of it',
	(value) => {
		expect(why(value, 'US')).toMatch(/^is not text \|/);
	},
);

test('00 is not guessed to be a plus where the country’s own numbers may begin with it', () => {
	expect(why('002693212345', 'ID')).toBe(
		'“002693212345” could mean +62002693212345 or +2693212345 | Write it with + and the country code, e.g. +14155551234',
	);
	expect(toE164('002693212345', 'US')).toEqual({ ok: true, e164: '+2693212345' });
});

test('a number that is good at home only, and not when dialled with its country code, is refused', () => {
	expect(why('80000000', 'VA')).toContain('is not a phone number that can be dialled in VA');
});

test('a country code in brackets is a country code', () => {
	expect(toE164('(+44) 20 7183 8750')).toEqual({ ok: true, e164: '+442071838750' });
});

test('no number of another country is suggested for a number with its decimals', () => {
	expect(why('4155551234.0', 'US')).not.toContain('Did you mean');
});
