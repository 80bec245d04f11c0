import type { ItemState } from '../../../../execution/operation';
import type { GuardedCall } from './dueCall';

/** What the editor says below the output, so that a run that only tries the workflow is not taken for one that calls. */
export function testRunHint(states: Array<ItemState<GuardedCall>>): string[] {
	const outputs = states.flatMap(({ results = [] }) => results.map(({ json }) => json));
	if (outputs.some(({ sample }) => sample === true)) {
		return ['Nobody was called. Safety › Manual Runs returned a sample call for each item.'];
	}
	if (states.some(({ params }) => params?.isTest)) {
		return ['Only the test number was called, because of Safety › Manual Runs.'];
	}
	if (outputs.some((json) => json.not_called_reason === 'dry_run')) {
		return ['Nobody was called, because Safety › Dry Run is on.'];
	}
	return [];
}
