import fc from 'fast-check';

import { readPage, walkPages } from '../../nodes/shared/client/pagination';
import { TopCallsError } from '../../nodes/shared/errors/TopCallsError';
import { json, objectWith } from './json';

const id = fc.constantFrom(...'abcdefghij');
const cursor = fc.option(fc.constantFrom('', '1', '2', '3', '4'), { nil: undefined });
const page = fc.record({ items: fc.array(id, { maxLength: 5 }), nextCursor: cursor });

async function walk(fetchPage: (cursor?: string) => { items: string[]; nextCursor?: string }) {
	const asked: Array<string | undefined> = [];
	const items: string[] = [];
	const walker = walkPages(
		async (at) => {
			asked.push(at);
			return fetchPage(at);
		},
		(item) => item,
	);
	for await (const item of walker) items.push(item);
	return { asked, items };
}

test('it ends for any pages and cursors, requests none twice, and returns each item once and in order', async () => {
	const pages = fc.dictionary(fc.constantFrom('first', '1', '2', '3', '4'), page);
	await fc.assert(
		fc.asyncProperty(pages, async (all) => {
			const { asked, items } = await walk((at) => all[at ?? 'first'] ?? { items: [] });
			expect(new Set(asked).size).toBe(asked.length);
			expect(new Set(items).size).toBe(items.length);
			const seen = asked.flatMap((at) => all[at ?? 'first']?.items ?? []);
			expect(items).toEqual([...new Set(seen)]);
		}),
		{ numRuns: 500 },
	);
});

test('it ends even if the same cursor returns something else each time', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 30 }), async (script) => {
			let round = 0;
			const { asked } = await walk(() => script[round++ % script.length] as (typeof script)[0]);
			expect(asked.length).toBeLessThanOrEqual(6);
		}),
		{ numRuns: 500 },
	);
});

test('a list in pages of any size, with repeated edges, is complete', async () => {
	const cut = fc.record({
		total: fc.nat(60),
		size: fc.integer({ min: 1, max: 12 }),
		repeated: fc.nat(3),
	});
	await fc.assert(
		fc.asyncProperty(cut, async ({ total, size, repeated }) => {
			const all = Array.from({ length: total }, (_, index) => `call-${index}`);
			const { items } = await walk((at = '0') => {
				const begin = Number(at);
				const next = begin + size;
				return {
					items: all.slice(Math.max(0, begin - repeated), next),
					nextCursor: next < total ? String(next) : undefined,
				};
			});
			expect(items).toEqual(all);
		}),
		{ numRuns: 500 },
	);
});

test('any answer is read as a page, or reported as not a list', () => {
	const answer = objectWith({
		data: [[], [{ id: 'a' }], null, {}],
		items: [[1, 2], null, 'text'],
		next_cursor: ['c', '', null, 7],
	});
	fc.assert(
		fc.property(fc.oneof(answer, json), (value) => {
			try {
				const { items, nextCursor } = readPage(value);
				expect(Array.isArray(items)).toBe(true);
				if (nextCursor !== undefined) expect(nextCursor).toMatch(/./s);
			} catch (error) {
				expect(error).toBeInstanceOf(TopCallsError);
			}
		}),
		{ numRuns: 500 },
	);
});

test('a list is found with its cursor, whatever its name and however it is wrapped', () => {
	const name = fc.constantFrom(
		'data',
		'items',
		'results',
		'leads',
		'campaigns',
		'phone_numbers',
		'numbers',
	);
	const items = fc.array(fc.record({ id: fc.string() }));
	fc.assert(
		fc.property(
			fc.array(name, { maxLength: 2 }),
			name,
			items,
			fc.nat(2),
			(envelopes, key, list, place) => {
				const layers = [...envelopes, key];
				const cursorAt = layers.length - 1 - Math.min(place, layers.length - 1);
				const answer = layers.reduceRight<unknown>(
					(inner, layer, depth) => ({
						has_more: true,
						[layer]: inner,
						...(depth === cursorAt && { next_cursor: 'next' }),
					}),
					list,
				);
				expect(readPage(answer)).toEqual({ items: list, nextCursor: 'next' });
			},
		),
	);
});

test('an answer without a list is never taken for an empty one', () => {
	fc.assert(
		fc.property(
			fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.constant({}))),
			(answer) => {
				expect(() => readPage(answer)).toThrow('without a list');
			},
		),
	);
});
