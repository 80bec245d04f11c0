/** How items are cut into batches. Each batch is one request. */
export interface BatchRules<Params> {
	/** The most that a batch may hold. */
	size: number;
	/** How much of a batch an item takes up, from 1 to `size`. 1 without it. */
	weightOf?(params: Params): number;
	/** Items may share a batch only if this is the same for them. */
	keyOf(params: Params): string;
}

export interface BatchEntry<Params> {
	itemIndex: number;
	params: Params;
}

/**
 * Cuts items into batches, in the order of the input. Items of different keys never share one.
 *
 * @param entries the items that can be sent
 */
export function splitIntoBatches<Params>(
	entries: Array<BatchEntry<Params>>,
	{ size, weightOf = () => 1, keyOf }: BatchRules<Params>,
): Array<Array<BatchEntry<Params>>> {
	const batches: Array<Array<BatchEntry<Params>>> = [];
	const open = new Map<string, { batch: Array<BatchEntry<Params>>; weight: number }>();
	for (const entry of entries) {
		const key = keyOf(entry.params);
		const weight = weightOf(entry.params);
		let current = open.get(key);
		if (!current || current.weight + weight > size) {
			current = { batch: [], weight: 0 };
			open.set(key, current);
			batches.push(current.batch);
		}
		current.batch.push(entry);
		current.weight += weight;
	}
	return batches;
}
