import type { IExecuteFunctions } from 'n8n-workflow';

import type { Result } from '../execution/operation';
import { toOutputs } from '../execution/outputs';
import type { WaitStrategy } from './strategy';
import { saveWaitState, type WaitEntry } from './state';

/** One item at the moment the execution starts to wait. */
export interface Suspended {
	entry: WaitEntry;
	/** The output of the item if the time runs out. */
	record: Result;
}

/**
 * Puts the execution into n8n's waiting state until the events of its calls arrive or the time is up. From here on it
 * holds no worker and no concurrency slot, and survives a restart of n8n.
 *
 * @param items one for each item of the input, in order
 */
export async function suspend(
	context: IExecuteFunctions,
	{ tokenFingerprint, runIndex, maxWaitMs }: Extract<WaitStrategy, { using: 'webhook' }>,
	items: Suspended[],
): Promise<void> {
	const entries = items.map(({ entry }) => entry);
	saveWaitState(context, { tokenFingerprint, runIndex, since: Date.now(), entries });

	// When the time is up, n8n does not run the node again: it passes on the input.
	context.getExecuteData().data.main = toOutputs(items.map(({ record }) => [record]));
	await context.putExecutionToWait(new Date(Date.now() + maxWaitMs));
}
