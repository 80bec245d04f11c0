import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { TopCallsError } from '../api/TopCallsError';
import { rememberTries } from './earlierTries';
import { expressionFault } from './expressionFault';
import { badInputError, describeFailure, errorItem, nodeError, unusableNode } from './failures';
import type { Operation, Outcome } from './operation';
import { openRun, type Run } from './run';

/**
 * Runs one operation over all items: checks every item first, sends only if all are good (or the user
 * wants to continue on fail), keeps the input's order, and pairs each result with its item.
 *
 * @param fields that the operation reads
 * @throws NodeOperationError for bad input, NodeApiError for what TopCalls refused
 */
export async function runItems<Prepared>(
	context: IExecuteFunctions,
	operation: Operation<Prepared>,
	fields: INodeProperties[],
): Promise<INodeExecutionData[]> {
	const continues = context.continueOnFail();
	const explained = (error: Error, itemIndex: number) =>
		expressionFault(context, itemIndex, fields, error);
	const outcomes: Array<Outcome<Prepared>> = context.getInputData().map((_, itemIndex) =>
		attempt(
			() => operation.prepare(context, itemIndex),
			(error) => explained(error, itemIndex),
		),
	);
	const clashes = operation.compare?.(outcomes.map(({ prepared }) => prepared));
	clashes?.forEach((failure, itemIndex) => (outcomes[itemIndex] = { failure }));
	if (!continues && outcomes.some(({ failure }) => failure)) {
		throw badInputError(context.getNode(), outcomes);
	}

	const firstGood = outcomes.findIndex(({ failure }) => !failure);
	const itemsSoFar = () => outcomes.flatMap((outcome, item) => itemsOf(operation, outcome, item));
	if (firstGood === -1) return itemsSoFar();
	const run = await openRun(context, () => operation.pace?.(context, firstGood) ?? {}).catch(
		(error: Error) => error,
	);
	if (run instanceof Error) {
		if (!continues) throw unusableNode(context.getNode(), run);
		failAll(outcomes, run);
		return itemsSoFar();
	}
	await Promise.all(
		outcomes.map((outcome, index) => performOne(run, operation, outcome, index, explained)),
	);
	if (operation.countedAs) rememberTries(context, run.identity.runIndex, outcomes);

	const failIfAny = () => {
		if (continues || !outcomes.some(({ failure }) => failure)) return;
		throw nodeError(context.getNode(), operation, outcomes);
	};
	failIfAny();
	// n8n takes an error item for a failed node, and under “Retry On Fail” would run it again.
	if (await settle(run, operation, outcomes)) return [];
	failIfAny();
	if (outcomes.every(({ failure }) => !failure)) run.succeeded();
	return itemsSoFar();
}

/** Whether the execution was put aside. What goes wrong here concerns all items. */
async function settle<Prepared>(
	run: Run,
	operation: Operation<Prepared>,
	outcomes: Array<Outcome<Prepared>>,
): Promise<boolean> {
	if (!operation.settle || outcomes.every(({ results }) => !results)) return false;
	try {
		return await operation.settle(run, outcomes);
	} catch (error) {
		failAll(outcomes, error as Error);
		return false;
	}
}

function failAll(outcomes: Array<Outcome<unknown>>, error: Error): void {
	for (const outcome of outcomes) outcome.failure ??= error;
}

function itemsOf<Prepared>(
	operation: Operation<Prepared>,
	outcome: Outcome<Prepared>,
	item: number,
): INodeExecutionData[] {
	if (outcome.failure) return [errorItem(operation, outcome, item)];
	return (outcome.results ?? []).map((result) => ({ ...result, pairedItem: { item } }));
}

function attempt<Prepared>(
	prepare: () => Prepared,
	explained: (error: Error) => Error,
): Outcome<Prepared> {
	try {
		return { prepared: prepare() };
	} catch (error) {
		return { failure: explained(error as Error) };
	}
}

async function performOne<Prepared>(
	run: Run,
	operation: Operation<Prepared>,
	outcome: Outcome<Prepared>,
	itemIndex: number,
	explained: (error: Error, itemIndex: number) => Error,
): Promise<void> {
	if (outcome.failure) return;
	try {
		outcome.results = await operation.perform(run, outcome.prepared as Prepared, itemIndex);
	} catch (thrown) {
		const error = explained(thrown as Error, itemIndex);
		outcome.failure = error;
		const hopeless = error instanceof TopCallsError && error.concernsAllRequests;
		if (hopeless || !run.context.continueOnFail()) {
			run.gate.stop(new TopCallsError('notSent', `Not sent: ${describeFailure(error)}`));
		}
	}
}
