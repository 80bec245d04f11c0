import { TopCallsError } from '../../shared/errors/TopCallsError';
import { UserError } from '../../shared/errors/UserError';
import { isDone, type ItemState, type Operation } from './operation';

/** Whether the request of an item may have been carried out, by this attempt of the node or an earlier one. */
export function isResultUnknown(state: ItemState<unknown>): boolean {
	if (isDone(state)) return false;
	const { failure, mayHaveSucceeded } = state;
	return mayHaveSucceeded === true || (failure instanceof TopCallsError && failure.isResultUnknown);
}

/**
 * What an earlier attempt may have done is not undone by anything that happens later: any failure of such an item says
 * that it may have been done, and if the request may not be repeated now, that is one.
 */
export function keepUnknown<Params>(
	{ sideEffect }: Operation<Params, unknown>,
	states: Array<ItemState<Params>>,
): void {
	for (const state of states) {
		if (!state.mayHaveSucceeded || isDone(state)) continue;
		if (state.results) {
			state.failure ??= new TopCallsError('notSent', sideEffect?.ifNotRepeated ?? NOT_REPEATED);
			state.results = undefined;
		}
		if (state.failure) state.failure = withUnknownResult(state.failure);
	}
}

const NOT_REPEATED = 'TopCalls did not answer, and the request may not be repeated now';

function withUnknownResult(failure: Error): TopCallsError {
	if (failure instanceof TopCallsError) return failure.withUnknownResult();
	const hint = failure instanceof UserError ? failure.hint : undefined;
	return new TopCallsError('refused', failure.message, { hint, mayHaveSucceeded: true });
}
