import fc from 'fast-check';
import type {
	IDataObject,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
} from 'n8n-workflow';

import { topCallsNode } from '../../dev/environment/workflow';
import { resources } from '../../nodes/TopCalls/resources';
import { useSandbox } from '../support/sandbox';
import { runNode } from './runNode';

const ID = '564d4fd4-03bc-400a-abe0-05540fbeff88';
const locator = (value: string) => ({ __rl: true, mode: 'id', value });

/** Values of the fields without which an operation sends nothing. */
const VALID: INodeParameters = {
	phoneNumber: '+14155550101',
	task: 'Remind the customer of the appointment.',
	instructions: 'Remind the customer of the appointment.',
	webhookUrl: 'https://example.com/webhook',
	name: 'Ada',
	listId: ID,
	leadId: locator(ID),
	leadIds: ID,
	campaignId: locator(ID),
	phoneNumberId: locator(ID),
	callId: locator(ID),
};

/** A field with a list of options, and where its value is in the parameters of the node. */
interface ChoiceField {
	operation: { resource: string; operation: string };
	field: INodeProperties;
	path: string[];
	/** The values of other fields with which it is shown, by path. */
	shownWith: Array<[path: string[], value: INodeParameters[string]]>;
}

type Shown = ChoiceField['shownWith'];

const choiceFields = resources.flatMap(({ value: resource, operations }) =>
	operations.flatMap(({ value: operation, fields }) =>
		choicesIn(fields, [], []).map((found) => ({ ...found, operation: { resource, operation } })),
	),
);

function choicesIn(
	fields: INodeProperties[],
	above: string[],
	shownAbove: Shown,
): Array<Omit<ChoiceField, 'operation'>> {
	return fields.flatMap((field) => {
		const { name, type, displayOptions, options } = field;
		const path = [...above, name];
		const conditions = Object.entries(displayOptions?.show ?? {});
		const shownWith = [
			...shownAbove,
			...conditions.map(([other, values = []]): Shown[number] => [
				[...above, other],
				values[0] as INodeParameters[string],
			]),
		];
		if (type === 'options' || type === 'multiOptions') return [{ field, path, shownWith }];
		if (type === 'collection') return choicesIn(options as INodeProperties[], path, shownWith);
		if (type !== 'fixedCollection') return [];
		return (options as INodePropertyCollection[]).flatMap((group) =>
			choicesIn(group.values, [...path, group.name], shownWith),
		);
	});
}

const valuesOf = ({ options = [] }: INodeProperties) =>
	(options as INodePropertyOptions[]).map(({ value }) => String(value));

function set(parameters: IDataObject, [name = '', ...rest]: string[], value: unknown): void {
	if (rest.length === 0) parameters[name] = value as IDataObject[string];
	else set((parameters[name] ??= {}) as IDataObject, rest, value);
}

/** Anything that an expression can return but no option, nor nothing at all. */
function unknownValue(field: INodeProperties): fc.Arbitrary<unknown> {
	const [first] = valuesOf(field);
	const known = valuesOf(field).map((value) => value.toLowerCase());
	const single = fc.oneof(
		fc.constantFrom('everybody', 'constructor', '__proto__', `${first}x`, { value: first }),
		fc.integer({ min: 1_000 }),
		fc.stringMatching(/^[a-z]{1,10}$/).filter((text) => !known.includes(text)),
	);
	if (field.type === 'options') return single;
	return fc.oneof(
		single,
		single.map((value) => [first, value]),
	);
}

const sandbox = useSandbox({ speed: 0 });
// Should a value be accepted after all, the node ends at once.
beforeEach(() => sandbox.fault({ do: { status: 401 } }));

test('there are fields with options at the top, in collections and in groups of collections', () => {
	const depths = choiceFields.map(({ path }) => path.length);
	expect(new Set(depths)).toEqual(new Set([1, 2, 4]));
});

const named = choiceFields.map((choiceField) => {
	const { operation, path } = choiceField;
	return [`${operation.resource} › ${operation.operation}`, path.join(' › '), choiceField] as const;
});

test.each(named)(
	'%s: an unknown %s is refused by its label, and nothing is sent',
	async (_, __, { operation, field, path, shownWith }) => {
		const parameters: IDataObject = { ...VALID, ...operation };
		for (const [at, value] of shownWith) set(parameters, at, value);
		set(parameters, path, '={{ $json.choice }}');
		const node = topCallsNode(parameters as INodeParameters, { onError: 'continueRegularOutput' });
		const choices = fc.array(unknownValue(field), { minLength: 5, maxLength: 5 });

		await fc.assert(
			fc.asyncProperty(choices, async (given) => {
				const items = given.map((choice) => ({ choice }) as IDataObject);
				const finished = await runNode(sandbox, node, items);

				const messages = finished.itemsOf(node.name).map(({ json }) => String(json.error));
				expect(messages).toHaveLength(given.length);
				expect(messages.filter((message) => !message.includes(field.displayName))).toEqual([]);
				expect(sandbox.requests()).toEqual([]);
			}),
			{ numRuns: 3, endOnFailure: true },
		);
	},
);
