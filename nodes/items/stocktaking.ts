import type { IDataObject } from 'n8n-workflow';

import { TopCallsError } from '../api/TopCallsError';
import type { Operation, Outcome } from './operation';

const SHOWN = 20;

/**
 * When a node ends with an error although some of its requests did something, the error must name
 * them, or nobody would know of the calls that were placed.
 */
export function doneAndNotDone<Prepared>(
	operation: Operation<Prepared>,
	outcomes: Array<Outcome<Prepared>>,
): { text: string; data?: IDataObject } {
	if (!operation.countedAs) return { text: '' };
	const { done, notDone, ifRunAgain } = operation.countedAs;

	const placed = outcomes.flatMap(({ results }, item) =>
		(results ?? []).map(({ json }) => ({ item, call_id: json.call_id })),
	);
	const unknown = outcomes.flatMap(({ failure, prepared }, item) =>
		failure instanceof TopCallsError && failure.outcomeUnknown
			? [{ item, ...operation.identify(prepared as Prepared) }]
			: [],
	);
	const untouched = outcomes.flatMap(({ results, failure }, item) =>
		results || (failure instanceof TopCallsError && failure.outcomeUnknown) ? [] : [item],
	);

	const ids = placed.slice(0, SHOWN).map(({ item, call_id }) => `item ${item}: ${call_id}`);
	const hidden = placed.length - ids.length;
	const text = [
		`${placed.length} of ${outcomes.length} ${done}`,
		ids.length > 0
			? ` (${ids.join(', ')}${hidden > 0 ? `, and ${hidden} more in the details` : ''})`
			: '',
		unknown.length > 0 ? `; no answer for: ${itemsAt(unknown.map(({ item }) => item))}` : '',
		untouched.length > 0 ? `; ${notDone}: ${itemsAt(untouched)}` : '',
		'.',
		placed.length > 0 && ifRunAgain ? ` ${ifRunAgain}` : '',
	].join('');
	return { text, data: { done: placed, unknown, not_done: untouched } };
}

function itemsAt(indexes: number[]): string {
	return `${indexes.length > 1 ? 'items' : 'item'} ${ranges(indexes)}`;
}

/** Writes 0, 1, 2, 5 as “0–2, 5”. */
export function ranges(numbers: number[]): string {
	const runs: Array<[number, number]> = [];
	for (const number of numbers) {
		const last = runs.at(-1);
		if (last && last[1] === number - 1) last[1] = number;
		else runs.push([number, number]);
	}
	return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}
