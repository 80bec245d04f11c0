import type { IExecuteFunctions } from 'n8n-workflow';

import { unusableError } from './errors';
import { occurrences } from './occurrences';
import { isDone, type ItemState, type Operation } from './operation';
import type { Explained } from './parseItems';
import type { EarlierAttempts } from './retryOnFail';
import { openRun, type Run } from './run';
import { runBatches } from './runBatches';
import { stopRemainingItems } from './stopRemainingItems';

/** How far it came: `run` is missing if the node could not start, `begun` if no request was to be made. */
export interface Sent<Begun> {
	run?: Run;
	begun?: { value: Begun };
}

/**
 * Sends the items that are good, and sets their results or failures. Under *Stop Workflow* none is sent when one of them
 * cannot be.
 *
 * @throws NodeOperationError under *Stop Workflow*, when the node cannot start
 */
export async function sendItems<Params, Begun>(
	context: IExecuteFunctions,
	operation: Operation<Params, Begun>,
	states: Array<ItemState<Params>>,
	explained: Explained,
	attempts?: EarlierAttempts,
): Promise<Sent<Begun>> {
	const firstValid = states.findIndex(({ failure }) => !failure);
	if (firstValid === -1) return {};

	let run: Run;
	try {
		run = await openRun(context, {
			throttle: operation.throttle?.(context, firstValid) ?? {},
			occurrences: occurrences(states.map((state) => identityOf(operation, state))),
			attempts,
		});
	} catch (error) {
		const failure = error as Error;
		if (!context.continueOnFail()) {
			throw unusableError(context.getNode(), operation, states, failure);
		}
		failAll(states, failure);
		return {};
	}

	let begun: Begun;
	try {
		await operation.guard?.(run, states);
		const isStopped = operation.guard && !context.continueOnFail() && states.some(hasFailed);
		if (isStopped || states.every(isDecided)) return { run };
		begun = operation.begin?.(run) as Begun;
	} catch (error) {
		failAll(states, explained(error as Error, 0));
		return { run };
	}

	const onFailure = (error: Error, item: number) => stopRemainingItems(run, explained(error, item));
	if (operation.batches) {
		await runBatches(run, operation.batches, states, onFailure);
	} else {
		const work = (state: ItemState<Params>, item: number) =>
			executeOne(run, operation, state, item, begun, onFailure);
		await Promise.all(states.map(work));
	}
	return { run, begun: { value: begun } };
}

/** Something that concerns all items. */
export function failAll(states: Array<ItemState<unknown>>, error: Error): void {
	for (const state of states) state.failure ??= error;
}

function hasFailed({ failure }: ItemState<unknown>): boolean {
	return failure !== undefined;
}

/** Whether an item is finished. */
function isDecided(state: ItemState<unknown>): boolean {
	return hasFailed(state) || (state.results !== undefined && !isDone(state));
}

/** What the request of an item is about, as text. */
function identityOf<Params>(
	operation: Operation<Params, unknown>,
	{ params }: ItemState<Params>,
): string {
	return params === undefined ? '' : JSON.stringify(operation.describeItem(params));
}

async function executeOne<Params, Begun>(
	run: Run,
	operation: Operation<Params, Begun>,
	state: ItemState<Params>,
	itemIndex: number,
	begun: Begun,
	onFailure: (error: Error, itemIndex: number) => Error,
): Promise<void> {
	if (state.failure || state.results || !operation.execute) return;
	try {
		const params = state.params as Params;
		state.results = await operation.execute(run, params, itemIndex, begun);
	} catch (error) {
		state.failure = onFailure(error as Error, itemIndex);
	}
}
