import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { topCallsNode } from '../../dev/environment/workflow';
import { resources } from '../../nodes/TopCalls/resources';
import { useSandbox } from '../support/sandbox';
import { choicesIn, setAt, unknownValue } from './choices';
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

const choiceFields = resources.flatMap(({ value: resource, operations }) =>
	operations.flatMap(({ value: operation, fields }) =>
		choicesIn(fields).map((found) => ({ ...found, operation: { resource, operation } })),
	),
);

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
		for (const [at, value] of shownWith) setAt(parameters, at, value);
		setAt(parameters, path, '={{ $json.choice }}');
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
