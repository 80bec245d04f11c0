import fc from 'fast-check';
import { HookContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INodeParameters,
	type INodeProperties,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { triggerNode } from '../../dev/environment/workflow';
import { TopCallsPollingTrigger } from '../../nodes/TopCallsPollingTrigger/TopCallsPollingTrigger.node';
import { TopCallsTrigger } from '../../nodes/TopCallsTrigger/TopCallsTrigger.node';
import { useSandbox } from '../support/sandbox';
import { choicesIn, setAt, unknownValue, type ChoiceField } from './choices';
import { OneCredential } from './credentials';
import { nodeTypes } from './nodeTypes';
import { PollingWorkflow } from './pollingWorkflow';
import { credentialOf } from './runNode';

const sandbox = useSandbox({ speed: 0 });

/** Does what n8n does with a trigger whose workflow is published. */
async function publish(parameters: INodeParameters): Promise<void> {
	const trigger = triggerNode(parameters);
	const nodes = [trigger];
	const workflow = new Workflow({ nodes, connections: {}, active: false, nodeTypes });
	const additionalData = {
		credentialsHelper: new OneCredential(credentialOf(sandbox)),
		webhookBaseUrl: 'http://127.0.0.1:5678/webhook',
	} as unknown as IWorkflowExecuteAdditionalData;
	const webhook = { webhookDescription: { name: 'default' } } as unknown as IWebhookData;
	const { create } = new TopCallsTrigger().webhookMethods.default;
	await create.call(
		new HookContext(workflow, trigger, additionalData, 'trigger', 'activate', webhook),
	);
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
