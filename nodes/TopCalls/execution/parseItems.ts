import type { IExecuteFunctions } from 'n8n-workflow';

import type { ItemState, Operation } from './operation';
import type { EarlierAttempts } from './retryOnFail';

/** Names the field of an expression that n8n cannot evaluate. */
export type Explained = (error: Error, itemIndex: number) => Error;

/**
 * Checks all items, each alone and against the others. An item that an earlier attempt sent keeps its values of then.
 *
 * @param refuseGaps checks what the expressions of an item put together. @throws UserError
 * @param explained  names the field where n8n cannot evaluate an expression
 */
export function parseItems<Params>(
	context: IExecuteFunctions,
	operation: Operation<Params, unknown>,
	refuseGaps: (itemIndex: number) => void,
	explained: Explained,
	attempts?: EarlierAttempts,
): Array<ItemState<Params>> {
	const sent = (item: number) => attempts?.stateOf<Params>(item, operation.mayRepeat);
	const parse = (item: number) =>
		attempt(
			() => {
				refuseGaps(item);
				return operation.parse(context, item);
			},
			(error) => explained(error, item),
		);
	const states = context.getInputData().map((_, item) => sent(item) ?? parse(item));
	const invalid = operation.validateAll?.(states.map(({ params }) => params));
	invalid?.forEach((failure, item) => {
		if (!sent(item)) states[item] = { failure };
	});
	return states;
}

function attempt<Params>(
	parse: () => Params,
	explained: (error: Error) => Error,
): ItemState<Params> {
	try {
		return { params: parse() };
	} catch (error) {
		return { failure: explained(error as Error) };
	}
}
