import type { IDataObject } from 'n8n-workflow';

import { isDone, type SideEffect, type Operation, type ItemState } from './operation';
import { isResultUnknown } from './unknownResult';

const SHOWN = 20;

/** Which items were done, which may have been done, and which were not done. */
interface Summary {
	done: Array<{ item: number } & IDataObject>;
	unknown: Array<{ item: number } & IDataObject>;
	notDone: number[];
}

/**
 * When a node ends with an error although some of its requests did something, the error must name
 * them, or nobody would know of the calls that were made.
 *
 * @returns a sentence, and the same as data: `{ done: [{ item, call_id }],  unknown: [{ item, … }], not_done: [item] }`,
 *          of batches `{ done: '0–1999', unknown: '2000–3999', not_done: '' }`
 */
export function summarize<Params>(
	operation: Operation<Params, unknown>,
	states: Array<ItemState<Params>>,
): { text: string; data?: IDataObject } {
	if (!operation.sideEffect) return { text: '' };
	const summary = classify(operation, states);
	const { done, unknown, notDone } = summary;
	const text = render(summary, operation.sideEffect, states.length);
	if (operation.batches) {
		const indexes = [done, unknown].map((entries) => entries.map(({ item }) => item));
		const [doneItems = [], unknownItems = []] = indexes;
		const data = { done: ranges(doneItems), unknown: ranges(unknownItems) };
		return { text, data: { ...data, not_done: ranges(notDone) } };
	}
	return {
		text,
		data: { done, unknown, not_done: notDone },
	};
}

function classify<Params>(
	operation: Operation<Params, unknown>,
	states: Array<ItemState<Params>>,
): Summary {
	const summary: Summary = { done: [], unknown: [], notDone: [] };
	states.forEach((state, item) => {
		const { results, params } = state;
		if (isDone(state)) {
			summary.done.push({ item, ...idIn(results?.[0]?.json ?? {}) });
		} else if (isResultUnknown(state)) {
			summary.unknown.push({ item, ...operation.describeItem(params as Params) });
		} else {
			summary.notDone.push(item);
		}
	});
	return summary;
}

/** The fields that name what a request was about, in the output of an operation. */
const ID_FIELDS = ['call_id', 'lead_id', 'campaign_id'];

function idIn(json: IDataObject): IDataObject {
	const name = ID_FIELDS.find((field) => json[field] !== undefined);
	return name === undefined ? {} : { [name]: json[name] };
}

function render(
	{ done, unknown, notDone }: Summary,
	sideEffect: SideEffect,
	items: number,
): string {
	const named = done.flatMap(({ item, ...id }) =>
		Object.values(id).map((value) => ({ item, id: value })),
	);
	const ids = named.slice(0, SHOWN).map(({ item, id }) => `item ${item}: ${String(id)}`);
	const hidden = named.length - ids.length;
	if (hidden > 0) ids.push(`and ${hidden} more in the details`);
	if (named.length === 0 && done.length > 0) ids.push(itemsAt(done.map(({ item }) => item)));
	const perhaps = unknown.map(({ item }) => item);
	const parts = [
		`${done.length} of ${items} ${sideEffect.done}${ids.length > 0 ? ` (${ids.join(', ')})` : ''}`,
		...(perhaps.length > 0 ? [`${sideEffect.maybeDone}: ${itemsAt(perhaps)}`] : []),
		...(notDone.length > 0 ? [`${sideEffect.notDone}: ${itemsAt(notDone)}`] : []),
	];
	const after = done.length > 0 && sideEffect.ifDone ? ` ${sideEffect.ifDone}` : '';
	return `${parts.join('; ')}.${after}`;
}

function itemsAt(indexes: number[]): string {
	return `${indexes.length > 1 ? 'items' : 'item'} ${ranges(indexes)}`;
}

/** Writes 0, 1, 2, 5 as “0–2, 5”, and of many ranges the first. */
function ranges(numbers: number[]): string {
	const runs: Array<[number, number]> = [];
	for (const number of numbers) {
		const last = runs.at(-1);
		if (last && last[1] === number - 1) last[1] = number;
		else runs.push([number, number]);
	}
	const shown = runs
		.slice(0, SHOWN)
		.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
	const hidden = runs.slice(SHOWN).reduce((sum, [from, to]) => sum + to - from + 1, 0);
	return [...shown, ...(hidden > 0 ? [`and ${hidden} more`] : [])].join(', ');
}
