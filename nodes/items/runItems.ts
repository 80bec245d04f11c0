import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { TopCallsError } from '../api/TopCallsError';
import { rememberTries } from './earlierTries';
import { badInputError, describeFailure, errorItem, nodeError, unusableNode } from './failures';
import type { Operation, Outcome } from './operation';
import { openRun, type Run } from './run';

/**
 * Runs one operation over all items: checks every item first, sends only if all are good (or the user
 * wants to continue on fail), keeps the input's order, and pairs each result with its item.
 *
 * @throws NodeOperationError for bad input, NodeApiError for what TopCalls refused
 */
export async function runItems<Prepared>(
	context: IExecuteFunctions,
	operation: Operation<Prepared>,
): Promise<INodeExecutionData[]> {
	const continues = context.continueOnFail();
	const outcomes: Array<Outcome<Prepared>> = context
		.getInputData()
		.map((_, itemIndex) => attempt(() => operation.prepare(context, itemIndex)));
	const clashes = operation.compare?.(outcomes.map(({ prepared }) => prepared));
	clashes?.forEach((failure, itemIndex) => (outcomes[itemIndex] = { failure }));
	if (!continues && outcomes.some(({ failure }) => failure)) {
		throw badInputError(context.getNode(), outcomes);
	}

	const run = await openRun(context, () => operation.pace?.(context) ?? {}).catch(
		(error: Error) => error,
	);
	if (run instanceof Error) throw unusableNode(context.getNode(), run);
	await Promise.all(outcomes.map((outcome, index) => performOne(run, operation, outcome, index)));
	if (operation.countedAs) rememberTries(context, run.identity.runIndex, outcomes);

	const failIfAny = () => {
		if (continues || !outcomes.some(({ failure }) => failure)) return;
		throw nodeError(context.getNode(), operation, outcomes);
	};
	failIfAny();
	await operation.settle?.(run, outcomes);
	failIfAny();
	return outcomes.flatMap((outcome, item) => {
		if (outcome.failure) return [errorItem(operation, outcome, item)];
		return (outcome.results ?? []).map((result) => ({ ...result, pairedItem: { item } }));
	});
}

function attempt<Prepared>(prepare: () => Prepared): Outcome<Prepared> {
	try {
		return { prepared: prepare() };
	} catch (error) {
		return { failure: error as Error };
	}
}

async function performOne<Prepared>(
	run: Run,
	operation: Operation<Prepared>,
	outcome: Outcome<Prepared>,
	itemIndex: number,
): Promise<void> {
	if (outcome.failure) return;
	try {
		outcome.results = await operation.perform(run, outcome.prepared as Prepared, itemIndex);
	} catch (error) {
		outcome.failure = error as Error;
		const hopeless = error instanceof TopCallsError && error.concernsAllRequests;
		if (hopeless || !run.context.continueOnFail()) {
			run.gate.stop(new TopCallsError('notSent', `Not sent: ${describeFailure(error as Error)}`));
		}
	}
}
