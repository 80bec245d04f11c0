import fc from 'fast-check';

import { splitIntoBatches } from '../../nodes/TopCalls/execution/batches';

interface Item {
	key: string;
	weight: number;
}

const rules = (size: number) => ({
	size,
	keyOf: ({ key }: Item) => key,
	weightOf: ({ weight }: Item) => weight,
});

/** A size, and items of which each fits into a batch. */
const input = fc.integer({ min: 1, max: 12 }).chain((size) =>
	fc.record({
		size: fc.constant(size),
		items: fc.array(
			fc.record({
				key: fc.constantFrom('a', 'b', 'c'),
				weight: fc.integer({ min: 1, max: size }),
			}),
			{ maxLength: 40 },
		),
	}),
);

function split({ size, items }: { size: number; items: Item[] }) {
	const entries = items.map((params, itemIndex) => ({ itemIndex, params }));
	return splitIntoBatches(entries, rules(size));
}

const weightOf = (items: Item[]) => items.reduce((sum, { weight }) => sum + weight, 0);

/** The least number of batches into which items can be cut without changing their order, by trying all cuts. */
function fewestCuts(weights: number[], size: number): number {
	const fewest = [0];
	for (let end = 1; end <= weights.length; end++) {
		const starts = Array.from({ length: end }, (_, start) => start).filter(
			(start) => weights.slice(start, end).reduce((sum, weight) => sum + weight, 0) <= size,
		);
		fewest[end] = 1 + Math.min(...starts.map((start) => fewest[start]!));
	}
	return fewest.at(-1)!;
}

test('each item is in one batch, none is lost, and those of a key stay in order', () => {
	fc.assert(
		fc.property(input, ({ size, items }) => {
			const batches = split({ size, items });
			for (const key of ['a', 'b', 'c']) {
				const sent = batches.flat().filter(({ params }) => params.key === key);
				expect(sent.map(({ itemIndex }) => itemIndex)).toEqual(
					items.flatMap((item, index) => (item.key === key ? [index] : [])),
				);
				expect(sent.map(({ params }) => params)).toEqual(items.filter((item) => item.key === key));
			}
			expect(batches.flat()).toHaveLength(items.length);
		}),
	);
});

test('batches go out in the order of their first items', () => {
	fc.assert(
		fc.property(input, (given) => {
			const first = split(given).map(([entry]) => entry!.itemIndex);
			expect(first).toEqual([...first].sort((one, other) => one - other));
		}),
	);
});

test('no batch is empty, above the limit, or of more than one key', () => {
	fc.assert(
		fc.property(input, ({ size, items }) => {
			for (const batch of split({ size, items })) {
				const params = batch.map((entry) => entry.params);
				expect(params.length).toBeGreaterThan(0);
				expect(weightOf(params)).toBeLessThanOrEqual(size);
				expect(new Set(params.map(({ key }) => key)).size).toBe(1);
			}
		}),
	);
});

test('there are as few batches as the order allows', () => {
	fc.assert(
		fc.property(input, ({ size, items }) => {
			const needed = ['a', 'b', 'c'].map((key) =>
				fewestCuts(
					items.filter((item) => item.key === key).map(({ weight }) => weight),
					size,
				),
			);
			expect(split({ size, items })).toHaveLength(needed.reduce((sum, count) => sum + count, 0));
		}),
	);
});

test('without a weight, each item takes up one place', () => {
	fc.assert(
		fc.property(fc.nat(500), fc.integer({ min: 1, max: 60 }), (count, size) => {
			const entries = Array.from({ length: count }, (_, itemIndex) => ({
				itemIndex,
				params: null,
			}));
			const batches = splitIntoBatches(entries, { size, keyOf: () => 'all' });
			expect(batches).toHaveLength(Math.ceil(count / size));
			expect(batches.flat()).toEqual(entries);
		}),
	);
});
