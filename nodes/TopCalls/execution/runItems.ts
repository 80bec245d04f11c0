import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { describeFailure } from '../../shared/errors/describeFailure';
import { TopCallsError } from '../../shared/errors/TopCallsError';
import { expressionFault } from '../fields/expressionFault';
import { badInputError, errorItem, nodeError, unusableNode } from './errors';
import { occurrences } from './occurrences';
import type { Operation, ItemState } from './operation';
import { EarlierAttempts } from './retryOnFail';
import { openRun, runIndexOf, runsAsTool, type Run } from './run';
import { runBatches } from './runBatches';

/**
 * Runs one operation over all items: checks every item first, sends only if all are good (or the user
 * wants to continue on fail), keeps the input's order, and pairs each result with its item.
 *
 * @param fields that the operation reads
 * @throws NodeOperationError for bad input, NodeApiError for what TopCalls refused
 */
export async function runItems<Prepared, Begun>(
	context: IExecuteFunctions,
	operation: Operation<Prepared, Begun>,
	fields: INodeProperties[],
): Promise<INodeExecutionData[]> {
	const continues = context.continueOnFail();
	const explained: Explained = (error, itemIndex) =>
		expressionFault(context, itemIndex, fields, error);
	const attempts = operation.sideEffect
		? new EarlierAttempts(context, runsAsTool(context), runIndexOf(context))
		: undefined;
	const outcomes = prepareAll(context, operation, explained, attempts);
	if (!continues && outcomes.some(({ failure }) => failure)) {
		throw badInputError(context.getNode(), operation, outcomes);
	}

	const firstGood = outcomes.findIndex(({ failure }) => !failure);
	const itemsSoFar = () => outcomes.flatMap((outcome, item) => itemsOf(operation, outcome, item));
	if (firstGood === -1) return itemsSoFar();
	let run: Run;
	try {
		run = await openRun(context, {
			pace: operation.throttle?.(context, firstGood) ?? {},
			occurrences: occurrences(outcomes.map((outcome) => identityOf(operation, outcome))),
			attempts,
		});
	} catch (error) {
		if (!continues) throw unusableNode(context.getNode(), error as Error);
		failAll(outcomes, error as Error);
		return itemsSoFar();
	}

	const failIfAny = () => {
		if (continues || !outcomes.some(({ failure }) => failure)) return;
		throw nodeError(context.getNode(), operation, outcomes);
	};
	let begun: Begun;
	try {
		begun = operation.begin?.(run) as Begun;
	} catch (error) {
		failAll(outcomes, explained(error as Error, 0));
		failIfAny();
		return itemsSoFar();
	}
	const onFailure = (error: Error, item: number) => failed(run, explained(error, item));
	if (operation.batches) {
		await runBatches(run, operation.batches, outcomes, onFailure);
	} else {
		const work = (outcome: ItemState<Prepared>, item: number) =>
			performOne(run, operation, outcome, item, begun, onFailure);
		await Promise.all(outcomes.map(work));
	}
	attempts?.remember(outcomes);

	failIfAny();
	// n8n takes an error item for a failed node, and under “Retry On Fail” would run it again.
	const isPutAside = await settle(run, operation, outcomes, begun);
	if (!isPutAside) failIfAny();
	const mayBeRunAgain = !continues || run.asTool || context.getNode().retryOnFail === true;
	const isComplete = isPutAside || outcomes.every(({ failure }) => !failure);
	if (isComplete || !mayBeRunAgain) attempts?.forget();
	return isPutAside ? [] : itemsSoFar();
}

/** Names the field of an expression that n8n cannot evaluate. */
type Explained = (error: Error, itemIndex: number) => Error;

/** Checks all items; one that an earlier attempt sent is taken as it was then. */
function prepareAll<Prepared>(
	context: IExecuteFunctions,
	operation: Operation<Prepared, unknown>,
	explained: Explained,
	attempts?: EarlierAttempts,
): Array<ItemState<Prepared>> {
	const sent = (item: number) => attempts?.outcomeOf<Prepared>(item);
	const prepare = (item: number) =>
		attempt(
			() => operation.parse(context, item),
			(error) => explained(error, item),
		);
	const outcomes = context.getInputData().map((_, item) => sent(item) ?? prepare(item));
	const clashes = operation.validateAll?.(outcomes.map(({ params }) => params));
	clashes?.forEach((failure, item) => {
		if (!sent(item)) outcomes[item] = { failure };
	});
	return outcomes;
}

/** What the request of an item is about, as text. */
function identityOf<Prepared>(
	operation: Operation<Prepared, unknown>,
	{ params }: ItemState<Prepared>,
): string {
	return params === undefined ? '' : JSON.stringify(operation.describeItem(params));
}

/** Whether the execution was put aside. What goes wrong here concerns all items. */
async function settle<Prepared, Begun>(
	run: Run,
	operation: Operation<Prepared, Begun>,
	outcomes: Array<ItemState<Prepared>>,
	begun: Begun,
): Promise<boolean> {
	if (!operation.afterAll || outcomes.every(({ results }) => !results)) return false;
	try {
		return await operation.afterAll(run, outcomes, begun);
	} catch (error) {
		failAll(outcomes, error as Error);
		return false;
	}
}

function failAll(outcomes: Array<ItemState<unknown>>, error: Error): void {
	for (const outcome of outcomes) outcome.failure ??= error;
}

function itemsOf<Prepared>(
	operation: Operation<Prepared, unknown>,
	outcome: ItemState<Prepared>,
	item: number,
): INodeExecutionData[] {
	if (outcome.failure) return [errorItem(operation, outcome, item)];
	return (outcome.results ?? []).map(({ pairedItems, ...result }) => ({
		...result,
		pairedItem: pairedItems?.map((paired) => ({ item: paired })) ?? { item },
	}));
}

function attempt<Prepared>(
	prepare: () => Prepared,
	explained: (error: Error) => Error,
): ItemState<Prepared> {
	try {
		return { params: prepare() };
	} catch (error) {
		return { failure: explained(error as Error) };
	}
}

async function performOne<Prepared, Begun>(
	run: Run,
	operation: Operation<Prepared, Begun>,
	outcome: ItemState<Prepared>,
	itemIndex: number,
	begun: Begun,
	onFailure: (error: Error, itemIndex: number) => Error,
): Promise<void> {
	if (outcome.failure || outcome.results || !operation.execute) return;
	try {
		const params = outcome.params as Prepared;
		outcome.results = await operation.execute(run, params, itemIndex, begun);
	} catch (error) {
		outcome.failure = onFailure(error as Error, itemIndex);
	}
}

/** Sends no more items where that is what the user wants, or would be of no use. */
function failed(run: Run, failure: Error): Error {
	if (stopsTheOthers(failure, run)) {
		run.queue.drain(new TopCallsError('notSent', `Not sent: ${describeFailure(failure)}`));
	}
	return failure;
}

/** An outage: so long TopCalls has taken no request. */
const OUTAGE_MS = 60_000;

/**
 * A refusal stops the others unless the user wants to continue. An answer that was lost says nothing about them, but
 * in an outage each of them might end as a call that may have been made.
 */
function stopsTheOthers(failure: Error, { context, queue }: Run): boolean {
	if (failure instanceof TopCallsError) {
		if (failure.isAccountWide) return true;
		if (failure.isResultUnknown && queue.stalledMs < OUTAGE_MS) return false;
	}
	return !context.continueOnFail();
}
