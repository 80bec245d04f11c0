import fc from 'fast-check';
import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';

import { TopCallsPollingTrigger } from '../../nodes/TopCallsPollingTrigger/TopCallsPollingTrigger.node';
import { TopCallsTrigger } from '../../nodes/TopCallsTrigger/TopCallsTrigger.node';
import { useSandbox } from '../support/sandbox';
import { choicesIn, setAt, unknownValue, type ChoiceField } from './choices';
import { hookContext } from './hookContext';
import { PollingWorkflow } from './pollingWorkflow';

const sandbox = useSandbox({ speed: 0 });

/** Does what n8n does with a trigger whose workflow is published. */
async function publish(parameters: INodeParameters): Promise<void> {
	const { create } = new TopCallsTrigger().webhookMethods.default;
	await create.call(hookContext(sandbox, parameters));
}

async function poll(parameters: INodeParameters): Promise<void> {
	await new PollingWorkflow(sandbox, parameters).poll();
}

const cases = [
	...named('TopCalls Trigger', new TopCallsTrigger().description.properties, publish),
	...named('TopCalls Polling Trigger', new TopCallsPollingTrigger().description.properties, poll),
];

function named(
	trigger: string,
	fields: INodeProperties[],
	begin: (parameters: INodeParameters) => Promise<void>,
) {
	return choicesIn(fields).map((choice) => ({
		trigger,
		path: choice.path.join(' › '),
		choice,
		begin,
	}));
}

test('both triggers have such fields', () => {
	expect(cases.map(({ choice }) => choice.field.name).sort()).toEqual([
		'algorithm',
		'campaignEvents',
		'encoding',
		'events',
		'events',
		'source',
	]);
});

test.each(cases)(
	'a $trigger with an unknown $path cannot be published, by the label of the field',
	async ({ choice, begin }) => {
		await fc.assert(
			fc.asyncProperty(unknownValue(choice.field), async (value) => {
				const message = await begin(parametersWith(choice, value)).then(
					() => 'published',
					(error: Error) => error.message,
				);
				expect(message).toContain(choice.field.displayName);
				expect(sandbox.requests()).toEqual([]);
			}),
			{ numRuns: 20 },
		);
	},
);

test('a saved workflow with events of campaigns in Trigger On can still be published', async () => {
	await publish({ source: 'calls', events: ['call.completed', 'campaign.paused'] });
});

function parametersWith({ path, shownWith }: ChoiceField, value: unknown): INodeParameters {
	const parameters: IDataObject = {};
	for (const [at, other] of shownWith) setAt(parameters, at, other);
	setAt(parameters, path, value);
	return parameters as INodeParameters;
}
