import { readFileSync } from 'node:fs';
import path from 'node:path';
import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyMode,
	INodePropertyOptions,
} from 'n8n-workflow';

import { TopCallsApi } from '../../credentials/TopCallsApi.credentials';
import { resources } from '../../nodes/TopCalls/resources';
import { TopCalls } from '../../nodes/TopCalls/TopCalls.node';
import { TopCallsPollingTrigger } from '../../nodes/TopCallsPollingTrigger/TopCallsPollingTrigger.node';
import { TopCallsTrigger } from '../../nodes/TopCallsTrigger/TopCallsTrigger.node';
import { sections } from '../errors/sections';

const ROOT = path.join(__dirname, '..', '..');
const readText = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

const nodes = [new TopCalls(), new TopCallsTrigger(), new TopCallsPollingTrigger()];
const credential = new TopCallsApi();

/** From this many items n8n's lint requires alphabetical order. */
const SORTED_FROM = 5;
/** Words that n8n's UX guidelines avoid, and words for which this package says “call”. */
const AVOIDED =
	/\b(errors?|problems?|failures?|mistakes?|ring(s|ing)?|dial(s|ing|ling|ed|led)?|flows?)\b/i;

/** A field as the editor shows it, and where it stands. */
interface Field {
	at: string;
	field: INodeProperties;
}

/** A choice of a list; of a resource locator, a way to choose. */
type Choice = INodePropertyOptions | INodePropertyMode;

/** Each field and its nested fields. */
function fieldsIn(properties: INodeProperties[], above: string): Field[] {
	return properties.flatMap((field): Field[] => {
		const { resource = [], operation = [] } = field.displayOptions?.show ?? {};
		const at = [above, ...resource, ...operation, field.displayName].join(' › ');
		return [{ at, field }, ...fieldsIn(childrenOf(field), at)];
	});
}

function childrenOf(field: INodeProperties): INodeProperties[] {
	const { type, options = [] } = field;
	return type === 'collection'
		? (options as INodeProperties[])
		: groupsOf(field).flatMap(({ values }) => values);
}

const groupsOf = ({ type, options = [] }: INodeProperties): INodePropertyCollection[] =>
	type === 'fixedCollection' ? (options as INodePropertyCollection[]) : [];

const choicesOf = ({ type, options = [] }: INodeProperties): INodePropertyOptions[] =>
	type === 'options' || type === 'multiOptions' ? (options as INodePropertyOptions[]) : [];

const modesOf = ({ modes = [] }: INodeProperties): INodePropertyMode[] => modes;

const fields = [
	...nodes.flatMap(({ description }) => fieldsIn(description.properties, description.displayName)),
	...fieldsIn(credential.properties, credential.displayName),
];

/** Every text of the editor that explains something. */
const texts = [
	...nodes.flatMap(
		({ description: { displayName: at, description, waitingNodeTooltip, hints } }) => [
			{ at, text: description },
			{ at, text: waitingNodeTooltip },
			...(hints ?? []).map(({ message }) => ({ at, text: message })),
		],
	),
	...fields.flatMap(({ at, field }) => [
		{ at, text: field.description },
		{ at, text: field.hint },
		...[...choicesOf(field), ...modesOf(field)].map((choice: Choice) => ({
			at: `${at} › ${labelOf(choice)}`,
			text: 'hint' in choice ? choice.hint : (choice as INodePropertyOptions).description,
		})),
	]),
].filter((each): each is { at: string; text: string } => typeof each.text === 'string');

/** The names of fields, choices and operations. */
const labels = fields.flatMap(({ at, field }) => [
	{ at, label: field.displayName },
	...[...choicesOf(field), ...modesOf(field)].map((choice) => ({ at, label: labelOf(choice) })),
	...groupsOf(field).map(({ displayName }) => ({ at, label: displayName })),
	...choicesOf(field).flatMap(({ action }) => (action ? [{ at, label: action }] : [])),
]);

function labelOf(choice: Choice): string {
	return 'displayName' in choice ? choice.displayName : choice.name;
}

/** Labels of n8n itself that messages refer to. */
const N8N_LABELS = [
	'Retry On Fail',
	'On Error',
	'Remove Duplicates',
	'TopCalls Trigger',
	'TopCalls Polling Trigger',
];

test('every field of every node has a name, a type and a default', () => {
	const bare = fields.filter(
		({ field: { displayName, name, type, default: preset } }) =>
			!displayName || !name || !type || preset === undefined,
	);

	expect(bare.map(({ at }) => at)).toEqual([]);
});

test('lists are in alphabetical order, as n8n’s lint asks', () => {
	const listed = fields.map(({ at, field }) => ({
		at,
		names: [
			...choicesOf(field).map(({ name }) => name),
			...(field.type === 'collection' ? childrenOf(field).map((child) => child.displayName) : []),
		],
	}));
	const unsorted = listed.filter(
		({ names }) =>
			names.length >= SORTED_FROM &&
			String(names) !== String(sorted(names)) &&
			// Weekdays are in their own order.
			names[0] !== 'Monday',
	);

	expect(unsorted).toEqual([]);
});

const sorted = (names: string[]) => [...names].sort((a, b) => a.localeCompare(b));

test('a description of one sentence ends without a full stop, a longer one with it', () => {
	const ends = texts.filter(({ text }) => {
		const isLonger = /[.?!] \S/.test(text.replace(/\be\.g\. |\bi\.e\. |\betc\. /g, ''));
		return isLonger !== /[.?!]$/.test(text.replace(/<[^>]*>/g, ''));
	});

	expect(ends).toEqual([]);
});

test('a placeholder is an example, or says what to add, select or search', () => {
	const shown = fields.flatMap(({ at, field }) => [
		{ at, placeholder: field.placeholder, type: field.type },
		...modesOf(field).map((mode) => ({ at, placeholder: mode.placeholder, type: mode.type })),
	]);
	// The last is what n8n's lint asks for where an email address goes.
	const example = /^(e\.g\. \S|name@email\.com$)/;
	const begins: Record<string, RegExp> = {
		collection: /^Add [A-Z]/,
		fixedCollection: /^Add [A-Z]/,
		list: /^Select /,
	};
	const odd = shown.filter(
		({ placeholder, type = '' }) =>
			placeholder !== undefined && !(begins[type] ?? example).test(placeholder),
	);

	expect(odd).toEqual([]);
});

test('no text of the editor says error or problem, or dials or rings anybody', () => {
	const avoided = [...texts.map(({ at, text }) => ({ at, label: text })), ...labels].filter(
		({ label }) => AVOIDED.test(label),
	);

	expect(avoided).toEqual([]);
});

test('a field that is sent to TopCalls says under which name', () => {
	const sent = fields.filter(({ field }) => field.routing?.send);
	const unnamed = sent.filter(({ field }) => !field.routing?.send?.property);

	expect(sent.length).toBeGreaterThan(0);
	expect(unnamed.map(({ at }) => at)).toEqual([]);
});

test('the README lists every operation of every resource', () => {
	const rows = readText('README.md').split('\n');
	const missing = resources.flatMap(({ name: resource, operations }) => {
		const row = rows.filter((line) => line.startsWith(`| ${resource} |`)).join();
		return operations
			.filter(({ name }) => !row.includes(`**${name}**`))
			.map(({ name }) => `${resource}: ${name}`);
	});

	expect(missing).toEqual([]);
});

test('n8n’s search finds each resource that has several operations by its name', () => {
	const { alias } = JSON.parse(readText('nodes/TopCalls/TopCalls.node.json')) as {
		alias: string[];
	};
	const found = resources.filter(({ operations }) => operations.length > 1);

	expect(alias).toEqual(expect.arrayContaining(found.map(({ name }) => name.toLowerCase())));
});

describe('a message of the node', () => {
	const known = [...labels.map(({ label }) => label), ...N8N_LABELS];

	test('names its field as the editor does', () => {
		const named = sections.flatMap(({ cases }) => cases.flatMap(({ field }) => field ?? []));
		const parts = named.flatMap((field) => field.replace(/ “.*”/, '').split(' of '));

		expect(parts.length).toBeGreaterThan(0);
		expect([...new Set(parts)].filter((label) => !known.includes(label))).toEqual([]);
	});

	test('refers only to settings that the editor has', () => {
		const cells = readText('docs/errors.md').matchAll(/^\|[^|]*\|([^|]*\|[^|]*)\|$/gm);
		const longestFirst = [...known].sort((a, b) => b.length - a.length).map(escapeRegExp);
		const label = new RegExp(`(?<!\\w)(?:${longestFirst.join('|')})(?!\\w)`, 'g');
		const names = [...cells].flatMap(([, cell = '']) => {
			const ownWords = cell.replace(/“[^”]*”|Enter a value, e\.g\. [^|]*/g, '…');
			const rest = ownWords.replace(label, '…');
			return rest.match(/\b[A-Z][a-z]+(?: [A-Z][a-z]+)+\b/g) ?? [];
		});

		expect([...new Set(names)]).toEqual([]);
	});
});

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
