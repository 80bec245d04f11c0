import { readCatalog, filterCatalog } from '../../nodes/shared/call/catalog';
import { listIn, MODELS, VOICES, type ListShape } from '../../dev/sandbox/http/catalog';

const SHAPES: ListShape[] = ['array', 'strings', 'data', 'named', 'items', 'byMode'];

test.each(SHAPES)('voices and models are read from an answer of the shape %s', (shape) => {
	for (const [name, choices] of [
		['voices', VOICES],
		['models', MODELS],
	] as const) {
		const entries = readCatalog(listIn(shape, name, choices));

		expect(entries.map(({ id }) => id)).toEqual(choices.map(({ id }) => id));
		if (shape === 'strings') continue;
		expect(entries.map((entry) => entry.name)).toEqual(choices.map((choice) => choice.name));
		expect(entries.map(({ mode }) => mode)).toEqual(choices.map(({ mode }) => mode));
	}
});

test('names in groups by mode tell the mode', () => {
	expect(readCatalog({ realtime: ['alloy'], legacy: ['rachel'] })).toEqual([
		{ id: 'alloy', name: 'alloy', mode: 'realtime', fields: { id: 'alloy' } },
		{ id: 'rachel', name: 'rachel', mode: 'legacy', fields: { id: 'rachel' } },
	]);
});

test.each([
	['providers', { openai: ['alloy'], elevenlabs: ['rachel'] }],
	['providers in modes', { realtime: { openai: ['alloy'] }, legacy: { elevenlabs: ['rachel'] } }],
	['modes in data', { data: { realtime: ['alloy'], legacy: ['rachel'] } }],
	['a list beside numbers', { voices: ['alloy', 'rachel'], total: 2, has_more: false }],
])('lists grouped by %s are read too', (_, answer) => {
	expect(readCatalog(answer).map(({ id }) => id)).toEqual(['alloy', 'rachel']);
});

test.each(['id', 'voice_id', 'model_id', 'voice', 'model', 'value', 'slug', 'name'])(
	'an entry may call its ID %s',
	(field) => {
		expect(readCatalog([{ [field]: 'alloy' }])).toMatchObject([{ id: 'alloy', name: 'alloy' }]);
	},
);

test('an entry keeps its own fields and has a description that distinguishes it', () => {
	const fields = { id: 'x1', display_name: 'Bella', language: 'es', gender: 'female', rank: 7 };

	expect(readCatalog([fields])).toEqual([
		{ id: 'x1', name: 'Bella', mode: undefined, description: 'es, female', fields },
	]);
});

test('entries that cannot be chosen are left out, and duplicates are listed once', () => {
	expect(readCatalog([null, 7, {}, '', 'alloy', 'alloy']).map(({ id }) => id)).toEqual(['alloy']);
});

test.each([
	['by ID', { alloy: { name: 'Alloy' }, rachel: { name: 'Rachel' } }],
	['by ID in voices', { voices: { alloy: { name: 'Alloy' }, rachel: {} } }],
	['by ID, with names alone', { voices: { alloy: 'Alloy', rachel: 'Rachel' } }],
	['by ID in modes', { realtime: { alloy: { name: 'Alloy' } }, legacy: { rachel: 'Rachel' } }],
	['wrapped twice', { data: { voices: ['alloy', 'rachel'] } }],
	['wrapped in a list of one', [{ voices: ['alloy', 'rachel'] }]],
	['wrapped three times', { result: { data: { items: [{ id: 'alloy' }, { id: 'rachel' }] } } }],
])('entries %s are read', (_, answer) => {
	expect(readCatalog(answer).map(({ id }) => id)).toEqual(['alloy', 'rachel']);
});

test('an empty list is a list', () => {
	expect(readCatalog({ data: [] })).toEqual([]);
});

test.each([null, undefined, 'text', 7, {}, { message: 'hello' }])('%j is no list', (answer) => {
	expect(() => readCatalog(answer)).toThrow('TopCalls answered with a list of unknown form');
});

test('a search finds entries with all its words, in upper or lower case', () => {
	const entries = readCatalog([
		{ id: 'a1', name: 'Bella', language: 'es', mode: 'legacy' },
		{ id: 'a2', name: 'Bella', language: 'en', mode: 'legacy' },
		{ id: 'a3', name: 'Alloy', mode: 'realtime' },
		{ id: 'a4', name: 'Any' },
	]);
	const found = (mode?: string, search?: string) =>
		filterCatalog(entries, mode, search).map(({ id }) => id);

	expect(found(undefined, ' BELLA  es ')).toEqual(['a1']);
	expect(found(undefined, 'a2')).toEqual(['a2']);
	expect(found(undefined, 'nobody')).toEqual([]);
	expect(found('legacy', '')).toEqual(['a1', 'a2', 'a4']);
	expect(found('realtime')).toEqual(['a3', 'a4']);
	expect(found()).toEqual(['a1', 'a2', 'a3', 'a4']);
});

test('an ID that is a number is the ID, not the name beside it', () => {
	expect(readCatalog([{ id: 5, name: 'Bella' }])).toMatchObject([{ id: '5', name: 'Bella' }]);
});

test('an error is not offered as a voice', () => {
	expect(() => readCatalog({ errors: ['The key is bad'] })).toThrow('list of unknown form');
});
