import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';

import { httpHint } from '../../shared/client/httpFailure';
import { TopCallsError, type FailureKind } from '../../shared/errors/TopCallsError';
import { UserError } from '../../shared/errors/UserError';
import type { Operation, ItemState } from './operation';
import { summarize } from './summary';

/** What happened, in one sentence without any secret. */
export function describeFailure(error: Error, fieldNames: Record<string, string> = {}): string {
	if (!(error instanceof TopCallsError) || error.problem.fields.length === 0) return error.message;
	const fields = error.problem.fields.map(({ path, message }) => {
		const name = nameOf(path, fieldNames);
		return name ? `${name}: ${message}` : message;
	});
	return `TopCalls refused ${fields.join('; ')}`;
}

/** The editor's name of a field, also for a part of it such as `request_data.name`. */
function nameOf(path: string, fieldNames: Record<string, string>): string {
	const [field = '', ...part] = path.split('.');
	const name = fieldNames[field];
	if (name === undefined) return path;
	return part.length > 0 ? `${name} (${part.join('.')})` : name;
}

/**
 * How to mend it.
 *
 * @param operation that failed, once it has begun
 */
function hintFor(
	error: Error,
	operation: Pick<Operation<unknown, unknown>, 'sideEffect' | 'hints'> = {},
): string {
	if (error instanceof UserError) return error.hint;
	if (!(error instanceof TopCallsError)) return '';
	const { title, detail, fields } = error.problem;
	// A title such as “Conflict” tells nothing that the rest does not tell better.
	const said = detail ?? (fields.length > 0 ? undefined : title);
	const { sideEffect, hints } = operation;
	return [
		said && !error.message.includes(said) && `TopCalls says: “${said}”.`,
		(error.isForeign ? undefined : hints?.[error.status]) ??
			error.hint ??
			httpHint(error.status, error.problem) ??
			HINTS[error.kind],
		sideEffect && error.isResultUnknown && `${UNKNOWN_RESULT} ${sideEffect.ifUnknown}`,
		error.code && `(${error.code})`,
	]
		.filter(Boolean)
		.join(' ');
}

const HINTS: Partial<Record<FailureKind, string>> = {
	lost: 'This usually passes. Try again later.',
	unreachable: 'Check the Base URL of the credential, and whether n8n can reach the internet.',
	unreadable: 'Check the Base URL of the credential, or try again later.',
};

const UNKNOWN_RESULT = 'TopCalls may have acted on this request all the same.';

/** The error for input that cannot be sent: the first bad item, and which others are bad too. */
export function badInputError<Prepared>(
	node: INode,
	operation: Operation<Prepared, unknown>,
	outcomes: Array<ItemState<Prepared>>,
): Error {
	const bad = outcomes.flatMap(({ failure }, index) => (failure ? [{ failure, index }] : []));
	const [first, ...others] = bad as [(typeof bad)[0], ...typeof bad];
	const more = others.length > 0 ? `Also wrong: ${listed(others.map((o) => o.index))}.` : '';
	// Under Retry On Fail an earlier attempt may have done something already.
	const wasSent = outcomes.some(({ results }) => results);
	const books = wasSent ? summarize(operation, outcomes) : { text: NOTHING_SENT };
	const wayOut = bad.length < outcomes.length ? WAY_OUT : '';
	return withBooks(
		new NodeOperationError(node, `${first.failure.message} [item ${first.index}]`, {
			itemIndex: first.index,
			description: joined(sentence(hintFor(first.failure)), more, books.text, wayOut),
			level: 'warning',
		}),
		books.data,
	);
}

const NOTHING_SENT = 'Nothing was sent to TopCalls.';

/** What n8n's users look for when one item of many ends the workflow. */
const WAY_OUT =
	'To go on with the other items, set Settings › On Error to Continue (using error output).';

/** The error for a node that cannot even begin, such as one with an unusable credential. */
export function unusableNode(node: INode, error: Error): Error {
	return new NodeOperationError(node, error.message, {
		description: hintFor(error) || 'Open the credential of this node and correct it.',
	});
}

/** The error that ends the node when TopCalls refused an item: what happened, and what was done before. */
export function nodeError<Prepared>(
	node: INode,
	operation: Operation<Prepared, unknown>,
	outcomes: Array<ItemState<Prepared>>,
): Error {
	const failed = outcomes.flatMap(({ failure }, index) => (failure ? [{ failure, index }] : []));
	// Under Retry On Fail the one that stopped the others may have been done in an earlier attempt.
	const telling = failed.find(({ failure }) => !isNotSent(failure)) ?? failed[0];
	const { failure, index: itemIndex } = telling as (typeof failed)[0];
	const books = summarize(operation, outcomes);
	const message = `${describeFailure(failure, operation.fieldNames)} [item ${itemIndex}]`;
	const fix = sentence(hintFor(failure, operation));
	const isOfOneItem = outcomes.length > 1 && !concernsAll(failure, failed.length, outcomes.length);
	const description = joined(fix, books.text, isOfOneItem ? WAY_OUT : '');

	const error =
		failure instanceof TopCallsError
			? new NodeApiError(node, { message } as JsonObject, {
					message,
					description,
					httpCode: failure.status ? String(failure.status) : undefined,
					itemIndex,
				})
			: new NodeOperationError(node, message, { description, itemIndex });
	return withBooks(error, books.data);
}

/** Whether the other items would fare no better. */
function concernsAll(failure: Error, failed: number, items: number): boolean {
	if (failure instanceof TopCallsError) return failure.isAccountWide;
	return failed === items;
}

function withBooks<E extends NodeApiError | NodeOperationError>(error: E, books?: IDataObject): E {
	if (books) error.context.data = books;
	return error;
}

function joined(...sentences: string[]): string {
	return sentences.filter(Boolean).join(' ');
}

/**
 * The item that stands for a failed one under “continue on fail”. n8n routes it to the error branch
 * only as long as it has no keys but these two; there n8n adds the fields of the input item.
 */
export function errorItem<Prepared>(
	operation: Operation<Prepared, unknown>,
	{ failure, params, results }: ItemState<Prepared>,
	item: number,
): INodeExecutionData {
	const placed = results?.[0]?.json.call_id;
	const about = Object.entries({
		...(params !== undefined && operation.describeItem(params)),
		...(placed !== undefined && { call_id: placed }),
	});
	const facts = about.map(([name, value]) => `${name}: ${String(value)}`).join(', ');
	const fix = hintFor(failure as Error, operation);
	const message = joined(sentence(fix), facts);
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
