import fc from 'fast-check';

import { parseJson } from '../../nodes/shared/client/parseJson';

test('a long ID keeps all its digits', () => {
	expect(parseJson('{"id":9007199254740993,"at":-12345678901234567890,"n":[7,1.5e300]}')).toEqual({
		id: '9007199254740993',
		at: '-12345678901234567890',
		n: [7, 1.5e300],
	});
});

test('texts and fractions are not changed, with any digits', () => {
	const text = '{"a":"\\" 12345678901234567890","b":0.12345678901234567890,"c":"\\\\"}';

	expect(parseJson(text)).toEqual(JSON.parse(text));
});

test('numbers that JavaScript does not round are parsed as usual', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			const text = JSON.stringify(value);
			const exact = JSON.stringify(parseJson(text), (_, inner: unknown) =>
				typeof inner === 'string' && /^-?\d{16,}$/.test(inner) ? Number(inner) : inner,
			);
			const plain = JSON.stringify(JSON.parse(text), (_, inner: unknown) =>
				typeof inner === 'string' && /^-?\d{16,}$/.test(inner) ? Number(inner) : inner,
			);
			expect(exact).toBe(plain);
		}),
		{ numRuns: 1_000 },
	);
});

test('any whole number keeps its digits', () => {
	fc.assert(
		fc.property(fc.bigInt(), fc.string(), (id, beside) => {
			const text = `{"id":${id},"beside":${JSON.stringify(beside)}}`;
			const parsed = parseJson(text) as { id: unknown; beside: string };
			expect(String(parsed.id)).toBe(String(id));
			expect(parsed.beside).toBe(beside);
		}),
		{ numRuns: 1_000 },
	);
});

test('an answer of millions of characters is parsed quickly', () => {
	const text = JSON.stringify({ text: '\\"'.repeat(1_000_000), id: 1 }).replace(
		'1}',
		`${10n ** 20n}}`,
	);

	expect(parseJson(text)).toMatchObject({ id: '100000000000000000000' });
});
