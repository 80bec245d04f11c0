import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import { expressionFault } from '../fields/expressionFault';
import { gapCheck } from '../fields/gaps';
import { withInput } from '../fields/includeInput';
import { badInputError, errorItem, isBadInput, nodeError } from './errors';
import { showHints } from './executionHints';
import { isDone, type Operation, type ItemState, type Result } from './operation';
import { toOutputs } from './outputs';
import { parseItems, type Explained } from './parseItems';
import { EarlierAttempts } from './retryOnFail';
import { runIndexOf, runsAsTool } from './run';
import { failAll, sendItems, type Sent } from './sendItems';
import { keepUnknown } from './unknownResult';

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
	const node = context.getNode();
	const continues = context.continueOnFail();
	const asTool = runsAsTool(context);
	const explained: Explained = (error, itemIndex) =>
		expressionFault(context, itemIndex, fields, error);
	const attempts = operation.sideEffect
		? new EarlierAttempts(context, asTool, runIndexOf(context))
		: undefined;
	const states = parseItems(context, operation, gapCheck(context, fields), explained, attempts);
	if (!continues && states.some(isBadInput)) throw badInputError(node, operation, states);

	const failIfAny = () => {
		if (continues || !states.some(({ failure }) => failure)) return;
		throw nodeError(node, operation, states);
	};
	const sent = await sendItems(context, operation, states, explained, attempts);
	keepUnknown(operation, states);
	if (sent.begun) attempts?.save(states);
	failIfAny();

	// n8n treats an error item as a failed node, and under “Retry On Fail” would run it again.
	const isSuspended = await runAfterAll(operation, states, sent);
	if (!isSuspended) failIfAny();
	const mayBeRunAgain = !continues || asTool || node.retryOnFail === true;
	const isComplete = isSuspended || states.every(({ failure }) => !failure);
	if (isComplete || !mayBeRunAgain) attempts?.clear();
	if (isSuspended) return [[]];
	if (sent.run) showHints(sent.run, operation, states);
	return outputsOf(operation, states, context.getInputData());
}

/** Returns whether the execution waits. A failure here concerns all items. */
async function runAfterAll<Params, Begun>(
	operation: Operation<Params, Begun>,
	states: Array<ItemState<Params>>,
	{ run, begun }: Sent<Begun>,
): Promise<boolean> {
	if (!operation.afterAll || !run || !begun || !states.some(isDone)) return false;
	try {
		return await operation.afterAll(run, states, begun.value);
	} catch (error) {
		failAll(states, error as Error);
		return false;
	}
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
