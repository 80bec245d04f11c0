import fc from 'fast-check';

/** Dangerous names: those of Object.prototype, and those with a meaning in n8n. */
const TREACHEROUS = ['__proto__', 'constructor', 'toString', 'valueOf', 'error', 'json', 'binary'];

/** Any JSON value, including dangerous names. */
export const json: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
	value: fc.oneof(
		{ maxDepth: 4, withCrossShrink: true },
		fc.jsonValue({ maxDepth: 1 }),
		fc.array(tie('value'), { maxLength: 4 }),
		fc.dictionary(fc.oneof(fc.constantFrom(...TREACHEROUS), fc.string()), tie('value'), {
			maxKeys: 4,
		}),
	),
})).value as fc.Arbitrary<unknown>;

/** An object with some of the given names, each with a usual value or with anything. */
export function objectWith(
	usual: Record<string, unknown[]>,
): fc.Arbitrary<Record<string, unknown>> {
	const fields = Object.entries(usual).map(
		([name, values]) => [name, fc.oneof(fc.constantFrom(...values), json)] as const,
	);
	const known = fc.record(Object.fromEntries(fields), { requiredKeys: [] });
	const unknown = fc.dictionary(fc.constantFrom(...TREACHEROUS, 'brand_new'), json, { maxKeys: 3 });
	return fc.tuple(known, unknown).map(([one, other]) => asParsed({ ...other, ...one }));
}

/** As parsed from JSON: no prototypes, no -0, `__proto__` is an ordinary name. */
function asParsed<T>(value: T): T {
	return JSON.parse(JSON.stringify(value)) as T;
}
