/** A voice or a model for a call. */
export interface Choice {
	readonly id: string;
	readonly name: string;
	readonly mode: 'realtime' | 'legacy';
	readonly [detail: string]: unknown;
}

export type ListShape = 'array' | 'strings' | 'data' | 'named' | 'items' | 'byMode';

const REALTIME_VOICES = ['alloy', 'echo', 'shimmer', 'ash', 'ballad', 'coral', 'sage', 'verse'];

const LEGACY_VOICES = [
	'rachel',
	'domi',
	'bella',
	'antoni',
	'elli',
	'josh',
	'arnold',
	'sam',
	'adam',
	'nicole',
	'matilda',
];

/** The voices the documentation names. */
export const VOICES: readonly Choice[] = [
	...REALTIME_VOICES.map((id) => voice(id, 'realtime')),
	...LEGACY_VOICES.map((id) => voice(id, 'legacy')),
];

/** The models the documentation names; the ids of the legacy ones are made up from their names. */
export const MODELS: readonly Choice[] = [
	model('gpt-realtime-mini-2025-12-15', 'GPT Realtime Mini', 'realtime', true),
	model('gpt-4o', 'GPT-4o', 'legacy', true),
	model('gpt-5', 'GPT-5', 'legacy', false),
	model('gemini', 'Gemini', 'legacy', true),
];

/** A list in one of the shapes that the unpublished reply may have; `named` uses `listName`. */
export function listIn(shape: ListShape, listName: string, choices: readonly Choice[]): unknown {
	switch (shape) {
		case 'array':
			return choices;
		case 'strings':
			return choices.map(({ id }) => id);
		case 'data':
			return { data: choices };
		case 'named':
			return { [listName]: choices };
		case 'items':
			return { items: choices, has_more: false, next_cursor: null };
		case 'byMode':
			return {
				realtime: choices.filter(({ mode }) => mode === 'realtime'),
				legacy: choices.filter(({ mode }) => mode === 'legacy'),
			};
	}
}

function voice(id: string, mode: Choice['mode']): Choice {
	return { id, name: id.charAt(0).toUpperCase() + id.slice(1), mode };
}

function model(
	id: string,
	name: string,
	mode: Choice['mode'],
	supportsTemperature: boolean,
): Choice {
	return { id, name, mode, supports_temperature: supportsTemperature };
}
