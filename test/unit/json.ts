import fc from 'fast-check';

/** Names that trip programs up: those every object has, and those n8n gives a meaning. */
const TREACHEROUS = ['__proto__', 'constructor', 'toString', 'valueOf', 'error', 'json', 'binary'];

/** Anything that can stand in a JSON text, treacherous names included. */
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

/** An object with some of the given names, each with one of its usual values or with anything. */
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

/** As it would come out of a JSON text: no prototypes, no -0, `__proto__` a name like any other. */
function asParsed<T>(value: T): T {
	return JSON.parse(JSON.stringify(value)) as T;
}
