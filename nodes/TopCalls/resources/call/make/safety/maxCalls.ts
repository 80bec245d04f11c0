import { UserError } from '../../../../../shared/errors/UserError';
import type { SafetySettings } from './settings';

/**
 * Refuses a run of more items than Max Calls, as a whole.
 *
 * @param requests by item; undefined where an item is bad already
 * @returns what is wrong, by item
 */
export function tooManyCalls(
	requests: Array<{ safety?: SafetySettings } | undefined>,
): Map<number, UserError> {
	const maxCalls = Math.min(...requests.map((request) => request?.safety?.maxCalls ?? Infinity));
	if (requests.length <= maxCalls) return new Map();
	const error = new UserError(
		`This run has ${requests.length} items, more than Safety › Max Calls (${maxCalls}) allows`,
		'Check where the items come from, or raise Max Calls.',
	);
	return new Map(requests.map((_, item) => [item, error]));
}
