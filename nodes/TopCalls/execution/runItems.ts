import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import { unusableNode } from '../../shared/client/hint';
import { expressionFault } from '../fields/expressionFault';
import { withInput } from '../fields/includeInput';
import { badInputError, errorItem, isBadInput, nodeError } from './errors';
import { showHints } from './executionHints';
import { occurrences } from './occurrences';
import { isDone, type Operation, type ItemState, type Result } from './operation';
import { toOutputs } from './outputs';
import { parseItems, type Explained } from './parseItems';
import { EarlierAttempts } from './retryOnFail';
import { openRun, runIndexOf, runsAsTool, type Run } from './run';
import { runBatches } from './runBatches';
import { stopRemainingItems } from './stopRemainingItems';

/**
 * Runs one operation over all items: checks every item first, sends only if all are good (or the user
 * wants to continue on fail), keeps the input's order, and pairs each result with its item.
 *
 * @param fields that the operation reads
 * @returns the items of the first output, and those of the second where there are any
 * @throws NodeOperationError for bad input, NodeApiError for what TopCalls refused
 */
export async function runItems<Params, Begun>(
	context: IExecuteFunctions,
	operation: Operation<Params, Begun>,
	fields: INodeProperties[],
): Promise<INodeExecutionData[][]> {
	const continues = context.continueOnFail();
	const explained: Explained = (error, itemIndex) =>
		expressionFault(context, itemIndex, fields, error);
	const attempts = operation.sideEffect
		? new EarlierAttempts(context, runsAsTool(context), runIndexOf(context))
		: undefined;
	const states = parseItems(context, operation, explained, attempts);
	if (!continues && states.some(isBadInput)) {
		throw badInputError(context.getNode(), operation, states);
	}

	const failIfAny = () => {
		if (continues || !states.some(({ failure }) => failure)) return;
		throw nodeError(context.getNode(), operation, states);
	};
	const firstValid = states.findIndex(({ failure }) => !failure);
	const itemsSoFar = () => outputsOf(operation, states, context.getInputData());
	if (firstValid === -1) {
		failIfAny();
		return itemsSoFar();
	}
	let run: Run;
	try {
		run = await openRun(context, {
			throttle: operation.throttle?.(context, firstValid) ?? {},
			occurrences: occurrences(states.map((state) => identityOf(operation, state))),
			attempts,
		});
	} catch (error) {
		if (!continues) throw unusableNode(context.getNode(), error as Error);
		failAll(states, error as Error);
		return itemsSoFar();
	}

	if (operation.guard) {
		await operation.guard(run, states);
		failIfAny();
	}
	if (states.every(isDecided)) {
		showHints(run, operation, states);
		return itemsSoFar();
	}

	let begun: Begun;
	try {
		begun = operation.begin?.(run) as Begun;
	} catch (error) {
		failAll(states, explained(error as Error, 0));
		failIfAny();
		return itemsSoFar();
	}
	const onFailure = (error: Error, item: number) => stopRemainingItems(run, explained(error, item));
	if (operation.batches) {
		await runBatches(run, operation.batches, states, onFailure);
	} else {
		const work = (state: ItemState<Params>, item: number) =>
			executeOne(run, operation, state, item, begun, onFailure);
		await Promise.all(states.map(work));
	}
	attempts?.save(states);

	failIfAny();
	// n8n treats an error item as a failed node, and under “Retry On Fail” would run it again.
	const isSuspended = await runAfterAll(run, operation, states, begun);
	if (!isSuspended) failIfAny();
	const mayBeRunAgain = !continues || run.asTool || context.getNode().retryOnFail === true;
	const isComplete = isSuspended || states.every(({ failure }) => !failure);
	if (isComplete || !mayBeRunAgain) attempts?.clear();
	if (isSuspended) return [[]];
	showHints(run, operation, states);
	return itemsSoFar();
}

/** Whether an item is finished. */
function isDecided(state: ItemState<unknown>): boolean {
	return state.failure !== undefined || (state.results !== undefined && !isDone(state));
}

/** What the request of an item is about, as text. */
function identityOf<Params>(
	operation: Operation<Params, unknown>,
	{ params }: ItemState<Params>,
): string {
	return params === undefined ? '' : JSON.stringify(operation.describeItem(params));
}

/** Returns whether the execution waits. A failure here concerns all items. */
async function runAfterAll<Params, Begun>(
	run: Run,
	operation: Operation<Params, Begun>,
	states: Array<ItemState<Params>>,
	begun: Begun,
): Promise<boolean> {
	if (!operation.afterAll || !states.some(isDone)) return false;
	try {
		return await operation.afterAll(run, states, begun);
	} catch (error) {
		failAll(states, error as Error);
		return false;
	}
}

function failAll(states: Array<ItemState<unknown>>, error: Error): void {
	for (const state of states) state.failure ??= error;
}

function outputsOf<Params>(
	operation: Operation<Params, unknown>,
	states: Array<ItemState<Params>>,
	input: INodeExecutionData[],
): INodeExecutionData[][] {
	return toOutputs(
		states.map((state, item) =>
			state.failure
				? [errorItem(operation, state, item)]
				: completed(operation, state, input[item]?.json),
		),
	);
}

/** The results of an item; what leaves by Later has the fields of the input anyway. */
function completed<Params>(
	operation: Operation<Params, unknown>,
	{ params, results = [] }: ItemState<Params>,
	input: IDataObject | undefined,
): Result[] {
	if (params === undefined || !operation.includesInput?.(params)) return results;
	return results.map((result) =>
		result.laterAt !== undefined ? result : { ...result, json: withInput(input, result.json) },
	);
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
