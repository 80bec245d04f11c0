import { toE164, type CountryCode } from '../../nodes/shared/call/phoneNumber';
import { numbersOfAllCountries } from './phoneNumbers';
import { readNumber } from './readNumber';

/** SEED=2 NUMBERS=10 npx jest test/unit/localNumbers tries other and more numbers. */
const SEED = Number(process.env.SEED ?? 1);
const NUMBERS = Number(process.env.NUMBERS ?? 3);

/** No town has longer numbers. */
const LONGEST = 8;

test.each<[string | number, CountryCode]>([
	['65 43 21', 'DE'],
	['6543210', 'DE'],
	[6543210, 'DE'],
	['8912345', 'DE'],
	['8912345.0', 'DE'],
	['30 123456', 'DE'],
	['64707709', 'AT'],
	['631 24 27', 'SE'],
	['4012345', 'FI'],
	['28597854', 'ID'],
	['7134211', 'CU'],
	['4736653', 'IE'],
	['8013124', 'SI'],
])('%j in %s may lack its area code: nobody in another town is called', (value, country) => {
	expect(readNumber(value, country)).toContain(
		'may lack its area code or its 0 | Write it with the area code and the 0 before it, or with + and the country code',
	);
});

test.each<[string, CountryCode, string]>([
	['06543 21', 'DE', '+49654321'],
	['089 12345', 'DE', '+498912345'],
	['(89) 12345', 'DE', '+498912345'],
	['+49 89 12345', 'DE', '+498912345'],
	['301234567', 'DE', '+49301234567'],
	['25551212', 'BE', '+3225551212'],
	['34567890', 'NZ', '+6434567890'],
	['13 12 34', 'AU', '+61131234'],
	['32 12 34 56', 'DK', '+4532123456'],
	['814445', 'SM', '+3780549814445'],
	['7220736', 'MG', '+261207220736'],
])('%s in %s is complete', (value, country, e164) => {
	expect(readNumber(value, country)).toBe(e164);
});

test('without its area code, no landline number of any country with a trunk prefix is another number', () => {
	const landlines = numbersOfAllCountries(SEED, NUMBERS).filter((number) => {
		const hasTrunkPrefix = number.formatNational().replace(/\D/g, '') !== number.nationalNumber;
		return hasTrunkPrefix && (number.getType() ?? '').startsWith('FIXED_LINE');
	});
	const tried = landlines.flatMap((number) => {
		const [, , ...groups] = number.formatInternational().split(/[ -]/);
		const digits = groups.join('');
		// Behind a zero, the digits are those of another area code.
		if (digits === '' || digits.length > LONGEST || digits.startsWith('0')) return [];
		return [digits, Number(digits), groups.join(' '), groups.join('-')].map((value) => ({
			value,
			number: number.number,
			country: number.country as CountryCode,
		}));
	});
	const others = tried.filter(({ value, number, country }) => {
		const found = toE164(value, country);
		return found.ok && found.e164 !== number;
	});

	expect(tried.length).toBeGreaterThan(2_000);
	expect(others).toEqual([]);
});
