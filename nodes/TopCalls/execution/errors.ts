import type {
	IDataObject,
	INode,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { hintFor, unusableNode, type OwnHints } from '../../shared/client/hint';
import { describeFailure } from '../../shared/errors/describeFailure';
import { toNodeError } from '../../shared/errors/toNodeError';
import { TopCallsError } from '../../shared/errors/TopCallsError';
import { isDone, type Operation, type ItemState } from './operation';
import { summarize } from './summary';
import { isResultUnknown } from './unknownResult';

function hintsOf<Params>({ hints, sideEffect }: Operation<Params, unknown>): OwnHints {
	return { byStatus: hints, ifUnknown: sideEffect?.ifUnknown };
}

/** Whether an item cannot be sent; what an earlier attempt may have sent has its parameters. */
export function isBadInput(
	state: ItemState<unknown>,
): state is ItemState<unknown> & { failure: Error } {
	return state.failure !== undefined && state.params === undefined;
}

/** The error for input that cannot be sent: the first bad item, and which others are bad too. */
export function badInputError<Params>(
	node: INode,
	operation: Operation<Params, unknown>,
	states: Array<ItemState<Params>>,
): Error {
	const bad = states.flatMap((state, index) =>
		isBadInput(state) ? [{ failure: state.failure, index }] : [],
	);
	const [first, ...others] = bad as [(typeof bad)[0], ...typeof bad];
	const more = others.length > 0 ? `Also check: ${listed(others.map((o) => o.index))}.` : '';
	// Under Retry On Fail an earlier attempt may have done something already.
	const { text, data } = wasSent(states) ? summarize(operation, states) : { text: NOTHING_SENT };
	const continueHint = bad.length < states.length ? CONTINUE_HINT : '';
	return withSummary(
		toNodeError(node, first.failure, {
			message: `${first.failure.message} [item ${first.index}]`,
			itemIndex: first.index,
			description: joined(sentence(hintFor(first.failure)), more, text, continueHint),
			level: 'warning',
		}),
		data,
	);
}

/** The error for a node that cannot start, and what an earlier attempt did. */
export function unusableError<Params>(
	node: INode,
	operation: Operation<Params, unknown>,
	states: Array<ItemState<Params>>,
	failure: Error,
): Error {
	const { text, data } = wasSent(states) ? summarize(operation, states) : { text: '' };
	return withSummary(unusableNode(node, failure, text), data);
}

/** Whether an earlier attempt did something, or may have. */
function wasSent(states: Array<ItemState<unknown>>): boolean {
	return states.some((state) => isDone(state) || isResultUnknown(state));
}

const NOTHING_SENT = 'Nothing was sent to TopCalls.';

/** The advice for one item of many that ends the workflow. */
const CONTINUE_HINT =
	'To continue with the other items, set Settings › On Error to Continue (using error output).';

/** The error that ends the node when TopCalls refused an item: what happened, and what was done before. */
export function nodeError<Params>(
	node: INode,
	operation: Operation<Params, unknown>,
	states: Array<ItemState<Params>>,
): Error {
	const failed = states.flatMap(({ failure }, index) => (failure ? [{ failure, index }] : []));
	// Under Retry On Fail the one that stopped the others may have been done in an earlier attempt.
	const cause = failed.find(({ failure }) => !isNotSent(failure)) ?? failed[0];
	const { failure, index: itemIndex } = cause as (typeof failed)[0];
	const summary = summarize(operation, states);
	const message = `${describeFailure(failure, operation.fieldNames)} [item ${itemIndex}]`;
	const hint = sentence(hintFor(failure, hintsOf(operation)));
	const isOfOneItem = states.length > 1 && !concernsAll(failure, failed.length, states.length);
	const description = joined(hint, summary.text, isOfOneItem ? CONTINUE_HINT : '');

	return withSummary(toNodeError(node, failure, { message, description, itemIndex }), summary.data);
}

/** Whether the other items would fail in the same way. */
function concernsAll(failure: Error, failed: number, items: number): boolean {
	if (failure instanceof TopCallsError) return failure.isAccountWide;
	return failed === items;
}

function withSummary<E extends NodeApiError | NodeOperationError>(error: E, data?: IDataObject): E {
	if (data) error.context.data = data;
	return error;
}

function joined(...sentences: string[]): string {
	return sentences.filter(Boolean).join(' ');
}

/**
 * The item that stands for a failed one under “continue on fail”. n8n routes it to the error branch
 * only as long as it has no keys but these two; there n8n adds the fields of the input item.
 */
export function errorItem<Params>(
	operation: Operation<Params, unknown>,
	{ failure, params, results }: ItemState<Params>,
	item: number,
): INodeExecutionData {
	const callId = results?.[0]?.json.call_id;
	const about = Object.entries({
		...(params !== undefined && operation.describeItem(params)),
		...(callId !== undefined && { call_id: callId }),
	});
	const facts = about.map(([name, value]) => `${name}: ${String(value)}`).join(', ');
	const hint = hintFor(failure as Error, hintsOf(operation));
	const message = joined(sentence(hint), facts);
	const error = describeFailure(failure as Error, operation.fieldNames);
	return { json: message ? { error, message } : { error }, pairedItem: { item } };
}

function isNotSent(error: Error): boolean {
	return error instanceof TopCallsError && error.kind === 'notSent';
}

function sentence(text: string): string {
	return text === '' || /[.!?)]$/.test(text) ? text : `${text}.`;
}

function listed(indexes: number[]): string {
	const shown = `${indexes.length > 1 ? 'items' : 'item'} ${indexes.slice(0, 10).join(', ')}`;
	return indexes.length > 10 ? `${shown} and ${indexes.length - 10} more` : shown;
}
