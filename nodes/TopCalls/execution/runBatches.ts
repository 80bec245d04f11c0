import { splitIntoBatches } from './batches';
import type { Batches, ItemState, Result } from './operation';
import type { Run } from './run';

/**
 * Runs an operation that sends many items in one request. One batch goes out after the other, so that an error can
 * say what was sent before it. The result of a batch stands at its first item and is paired with all of them.
 *
 * @param states of all items; those that have a result or cannot be sent are left alone
 * @param onFailure is called with the first item of a batch that was not sent or not accepted
 */
export async function runBatches<Params>(
	run: Run,
	batches: Batches<Params>,
	states: Array<ItemState<Params>>,
	onFailure: (error: Error, itemIndex: number) => Error,
): Promise<void> {
	const entries = states.flatMap(({ failure, results, params }, itemIndex) =>
		failure || results ? [] : [{ itemIndex, params: params as Params }],
	);
	for (const batch of splitIntoBatches(entries, batches)) {
		const indexes = batch.map(({ itemIndex }) => itemIndex);
		const first = indexes[0] as number;
		try {
			const params = batch.map((entry) => entry.params);
			const result = await batches.execute(run, params, first);
			assign(states, indexes, (index) => resultAt(index, first, indexes, result));
		} catch (error) {
			const failure = onFailure(error as Error, first);
			assign(states, indexes, () => ({ failure }));
		}
	}
}

function resultAt(index: number, first: number, indexes: number[], result: Result) {
	return { results: index === first ? [{ ...result, pairedItems: indexes }] : [] };
}

function assign<Params>(
	states: Array<ItemState<Params>>,
	indexes: number[],
	change: (index: number) => Partial<ItemState<Params>>,
): void {
	for (const index of indexes) states[index] = { ...states[index], ...change(index) };
}
