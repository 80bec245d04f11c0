import fc from 'fast-check';

import type { CountryCode } from '../../nodes/shared/call/phoneNumber';
import { COUNTRIES } from './phoneNumbers';
import { readNumber } from './readNumber';

test.each([
	'24.12.2024',
	'24/12/2024',
	'24-12-2024',
	'24 12 2024',
	'24. 12. 2024',
	'12.24.2024',
	'12/24/2024',
	'1/5/2024',
	'24.12.24',
	'2024-01-15',
	'2024/01/15',
	'2024.1.5',
	'2024-01-15T10:00:00Z',
	'2024-01-15T10:00:00.000+01:00',
	'2024-01-15 10:00',
	'24.12.2024, 10.30 Uhr',
	'12/24/2024 10:00 AM',
])('%s in the column of the phone number is a date', (value) => {
	for (const country of ['DK', 'NO', 'SG', 'HK', 'DE', 'LU', undefined] as const) {
		expect(readNumber(value, country)).toBe(
			`“${value}” looks like a date | Choose the field with the phone number, or write it with + and the country code`,
		);
	}
});

test.each<[string, CountryCode, string]>([
	['24 12 20 24', 'DK', '+4524122024'],
	['2412 2024', 'NO', '+4724122024'],
	['28 12 2024', 'HT', '+50928122024'],
	['24.12.24', 'NC', '+687241224'],
	['24 12 24', 'LU', '+352241224'],
	['22.21.20.24', 'TG', '+22822212024'],
	['01.12.20.24.10', 'FR', '+33112202410'],
	['+45 24 12 2024', 'DK', '+4524122024'],
])('%s in %s is how the country writes a number', (value, country, e164) => {
	expect(readNumber(value, country)).toBe(e164);
});

test('a date is no phone number in any country, however it is written', () => {
	const day = fc.date({
		min: new Date('1900-01-01'),
		max: new Date('2099-12-31'),
		noInvalidDate: true,
	});
	const gap = fc.constantFrom('.', '/', '-', '. ');
	const isPadded = fc.boolean();
	const order = fc.constantFrom('dmy', 'mdy', 'ymd');
	const time = fc.constantFrom('', ' 10:30', ' 10.30', 'T10:30:00Z', ', 7:05 PM');
	fc.assert(
		fc.property(day, gap, isPadded, order, time, fc.constantFrom(...COUNTRIES), (...drawn) => {
			const [date, between, padded, letters, clock, country] = drawn;
			const [year = '', month = '', dayOfMonth = ''] = date.toISOString().slice(0, 10).split('-');
			const plain = (part: string) => (padded ? part : String(Number(part)));
			const parts: Record<string, string> = { y: year, m: plain(month), d: plain(dayOfMonth) };
			const written = [...letters].map((letter) => parts[letter]).join(between) + clock;
			expect(readNumber(written, country)).toMatch(/looks like a date/);
		}),
		{ numRuns: 3_000 },
	);
});
