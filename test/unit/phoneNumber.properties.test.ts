import fc from 'fast-check';
import { getCountryCallingCode, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';

import { toE164 } from '../../nodes/shared/call/phoneNumber';
import { oddNotations, usualNotations, type Written } from './phoneNotations';
import { COUNTRIES, Dice, numbersOfAllCountries } from './phoneNumbers';

/** SEED=2 NUMBERS=10 npx jest test/unit/phoneNumber tries other and more numbers. */
const SEED = Number(process.env.SEED ?? 1);
const NUMBERS = Number(process.env.NUMBERS ?? 1);

const MOBILES = COUNTRIES.flatMap((country) => getExampleNumber(country, examples) ?? []);

const country = fc.constantFrom(...COUNTRIES);
const mobile = fc.constantFrom(...MOBILES);
const separator = fc.constantFrom('', '', ' ', '-', '.', '\u00a0', '\u2011', ' - ', '\u200e', '  ');

/** A number as people may type it: its digits with other characters between them. */
const punctuated = (digits: string) =>
	fc
		.array(separator, { minLength: digits.length, maxLength: digits.length })
		.map((gaps) => [...digits].map((digit, index) => digit + gaps[index]).join(''));

const accepted = (e164: string) => ({ ok: true, e164 });

test('libphonenumber has an example for every country, so none is left out below', () => {
	expect(MOBILES.length).toBeGreaterThan(240);
});

test.each(MOBILES.map((number) => [number.country ?? '', number] as const))(
	'%s: the example number is read correctly in every notation',
	(home, number) => {
		const international = number.formatInternational();
		const bracketed = `(+${number.countryCallingCode}) ${number.nationalNumber}`;
		for (const written of [number.number, international, number.getURI(), bracketed]) {
			expect([written, toE164(written)]).toEqual([written, accepted(number.number)]);
		}
		const national = number.formatNational();
		expect([national, toE164(national, home as (typeof COUNTRIES)[number])]).toEqual([
			national,
			accepted(number.number),
		]);
	},
);

test('plain digits are a national number in countries that write numbers without a trunk prefix', () => {
	const bare = MOBILES.filter(
		(number) => number.formatNational().replace(/\D/g, '') === number.nationalNumber,
	);
	const refused = bare.filter((number) => !toE164(number.nationalNumber, number.country).ok);

	expect(bare.length).toBeGreaterThan(100);
	expect(refused.map(({ number }) => number)).toEqual([]);
});

describe('numbers of all types of all countries, as spreadsheets, CRMs and people write them', () => {
	const all = numbersOfAllCountries(SEED, NUMBERS);
	const dice = new Dice(SEED);
	const read = ({ how, value, country: home }: Written, number: string) => {
		const found = toE164(value, home);
		return { how, value, home, number, found };
	};
	const usual = all.flatMap((one) =>
		usualNotations(one, dice).map((written) => read(written, one.number)),
	);
	const odd = all.flatMap((one) =>
		oddNotations(one, dice.pick(all), dice).map((written) => read(written, one.number)),
	);
	const tried = [...usual, ...odd];

	test('nobody else is called', () => {
		expect(tried.length).toBeGreaterThan(20_000);
		const others = tried.filter(({ found, number }) => found.ok && found.e164 !== number);

		expect(others).toEqual([]);
	});

	test('usual notations are accepted, 995 of 1,000', () => {
		const taken = usual.filter(({ found }) => found.ok);

		expect(taken.length / usual.length).toBeGreaterThanOrEqual(0.995);
	});

	test('a suggested number is the intended one', () => {
		const suggested = tried.flatMap(({ found, ...one }) => {
			const [, number] = found.ok ? [] : (/(?:mean|alone:) (\+\d+)/.exec(found.fix) ?? []);
			return number ? [{ ...one, suggested: number }] : [];
		});

		expect(suggested.length).toBeGreaterThan(100);
		expect(suggested.filter((one) => one.suggested !== one.number)).toEqual([]);
	});
});

test('an international number is the same with any Default Country', () => {
	fc.assert(
		fc.property(mobile, fc.option(country, { nil: undefined }), (number, home) => {
			expect(toE164(number.number, home)).toEqual(accepted(number.number));
			expect(toE164(number.formatInternational(), home)).toEqual(accepted(number.number));
		}),
		{ numRuns: 1_000 },
	);
});

test('00 for + is the same number without a Default Country, and with one that number or refused', () => {
	fc.assert(
		fc.property(mobile, country, (number, home) => {
			const written = `00${number.number.slice(1)}`;
			expect(toE164(written)).toEqual(accepted(number.number));
			const found = toE164(written, home);
			if (found.ok) expect(found).toEqual(accepted(number.number));
		}),
		{ numRuns: 1_000 },
	);
});

test('spaces, hyphens, dots and invisible marks between the digits do not change the number', () => {
	const written = mobile.chain((number) =>
		punctuated(number.number.slice(1)).map((digits) => ({ number, text: `+${digits}` })),
	);
	fc.assert(
		fc.property(written, ({ number, text }) => {
			// A dot and zeros at the end are a spreadsheet's decimals, whatever stands around them.
			fc.pre(!/\.\D*0+\D*$/.test(text));
			const found = toE164(text);
			if (found.ok) expect(found).toEqual(accepted(number.number));
		}),
		{ numRuns: 1_000 },
	);
});

test('a number without a country code is never a number outside its Default Country', () => {
	const digits = fc.stringMatching(/^[1-9]\d{2,14}$/);
	fc.assert(
		fc.property(
			fc.oneof(
				digits,
				mobile.map((n) => n.nationalNumber as string),
			),
			country,
			(text, home) => {
				expect(toE164(text).ok).toBe(false);
				const found = toE164(text, home);
				if (!found.ok) return;
				// A country's own international prefix, such as 011, means the same as a plus.
				const hasPrefix = text.endsWith(found.e164.slice(1));
				const isHome = found.e164.startsWith(`+${getCountryCallingCode(home)}`);
				expect(isHome || hasPrefix).toBe(true);
			},
		),
		{ numRuns: 3_000 },
	);
});

test('a number with a digit too many or too few is that number or refused, never another', () => {
	const wrong = fc.tuple(mobile, fc.boolean(), fc.nat(9));
	fc.assert(
		fc.property(wrong, ([number, longer, digit]) => {
			const written = longer ? `${number.number}${digit}` : number.number.slice(0, -1);
			const found = toE164(written);
			if (found.ok) expect(found.e164).toBe(written);
		}),
		{ numRuns: 1_000 },
	);
});

test('two numbers in one field are refused, with any separator', () => {
	const between = fc.constantFrom(',', ', ', ';', ' / ', '\n', ' or ', '|', '\r\n', ' and ', ' & ');
	fc.assert(
		fc.property(mobile, mobile, between, (one, other, gap) => {
			expect(toE164(one.number + gap + other.number).ok).toBe(false);
		}),
		{ numRuns: 1_000 },
	);
});

test('any value of the field is either E.164 or refused with a reason and how to fix it', () => {
	const piece = fc.constantFrom(
		'+',
		'00',
		'(0)',
		'ext.',
		';',
		'tel:',
		'1',
		'415',
		'5551234',
		'#',
		'*',
		'x',
	);
	const text = fc.oneof(
		fc.string({ unit: 'grapheme' }),
		fc.array(piece).map((all) => all.join('')),
	);
	const value = fc.oneof(text, fc.anything(), fc.integer(), fc.double());
	fc.assert(
		fc.property(value, fc.option(country, { nil: undefined }), (written, home) => {
			const found = toE164(written, home);
			if (found.ok) {
				expect(found.e164).toMatch(/^\+[1-9]\d{6,14}$/);
				expect(toE164(found.e164)).toEqual(found);
			} else {
				expect(found.reason).not.toBe('');
				expect(found.fix).not.toBe('');
			}
		}),
		{ numRuns: 3_000 },
	);
});
