import type { INodeExecutionData } from 'n8n-workflow';

import type { Result } from './operation';

/**
 * Sends the results of the items to the outputs, paired with them.
 *
 * @param results of each item of the input, in order
 * @returns the second output only where something leaves by it
 */
export function dealOut(results: Result[][]): INodeExecutionData[][] {
	const outputs: INodeExecutionData[][] = [[]];
	results.forEach((ofItem, item) => {
		for (const { json, binary, isLater, pairedItems } of ofItem) {
			const output = isLater ? (outputs[1] ??= []) : outputs[0];
			const pairedItem = pairedItems?.map((paired) => ({ item: paired })) ?? { item };
			output?.push({ json, ...(binary && { binary }), pairedItem });
		}
	});
	return outputs;
}
