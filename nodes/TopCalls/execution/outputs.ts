import type { INodeExecutionData } from 'n8n-workflow';

import type { Result } from './operation';

/**
 * Sends the results of the items to the outputs, paired with them. By the output Later the earliest goes first, as n8n's
 * Wait node waits for the time of its first item.
 *
 * @param results of each item of the input, in order
 * @returns the second output only where something leaves by it
 */
export function toOutputs(results: Result[][]): INodeExecutionData[][] {
	const all = results.flatMap((ofItem, item) => ofItem.map((result) => ({ result, item })));
	const done = all.filter(({ result }) => result.laterAt === undefined);
	const later = all
		.filter(({ result }) => result.laterAt !== undefined)
		.sort((one, other) => Number(one.result.laterAt) - Number(other.result.laterAt));
	return later.length > 0 ? [done.map(paired), later.map(paired)] : [done.map(paired)];
}

function paired({ result, item }: { result: Result; item: number }): INodeExecutionData {
	const { json, binary, pairedItems } = result;
	const pairedItem = pairedItems?.map((index) => ({ item: index })) ?? { item };
	return { json, ...(binary && { binary }), pairedItem };
}
