import type { INodeProperties } from 'n8n-workflow';

import { movedField } from '../../../fields/movedField';
import { voiceLocator } from '../../voice/locator';
import { variablesField } from './variablesField';

const phoneNumber: INodeProperties = {
	displayName: 'Phone Number',
	name: 'phoneNumber',
	type: 'string',
	required: true,
	routing: { send: { type: 'body', property: 'phone_number' } },
	default: '',
	placeholder: 'e.g. +14155551234',
	description:
		'The number to call, in any common format. Numbers without a country code need Options › Default Country.',
};

export const promptTypeField: INodeProperties = {
	displayName: 'Prompt Type',
	name: 'promptType',
	type: 'options',
	noDataExpression: true,
	default: 'task',
	description: 'How you describe the call to the AI',
	options: [
		{
			name: 'Task',
			value: 'task',
			description: 'Describe the goal of the call and let TopCalls write the prompt',
		},
		{
			name: 'Instructions',
			value: 'instructions',
			description: 'Write the full prompt yourself',
		},
	],
};

const prompt: INodeProperties[] = [
	promptTypeField,
	{
		displayName: 'Task',
		name: 'task',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		routing: { send: { type: 'body', property: 'task' } },
		default: '',
		placeholder:
			'e.g. Remind the customer of the appointment tomorrow at 3 PM. Be brief and friendly.',
		description: 'What the AI should do in this call, in at least 10 characters',
		displayOptions: { show: { promptType: ['task'] } },
	},
	{
		displayName: 'Instructions',
		name: 'instructions',
		type: 'string',
		typeOptions: { rows: 8 },
		required: true,
		routing: { send: { type: 'body', property: 'instructions' } },
		default: '',
		placeholder: 'e.g. You are Sarah, a friendly appointment coordinator at Bright Dental…',
		description:
			'The full prompt, ideally 200 to 500 words. In Fixed mode, {{name}} is replaced with the variable of that name.',
		displayOptions: { show: { promptType: ['instructions'] } },
	},
	{
		displayName: 'First Sentence',
		name: 'firstSentence',
		type: 'string',
		routing: { send: { type: 'body', property: 'first_sentence' } },
		default: '',
		placeholder: 'e.g. Hi Anna, this is Sarah from Bright Dental.',
		description: 'The opening line of the AI. Leave empty to let the AI decide.',
	},
];

/** How the AI speaks. */
export const speechFields: INodeProperties[] = [
	{
		displayName: 'Mode',
		name: 'mode',
		type: 'options',
		default: 'realtime',
		description: 'The voice engine. Each has voices and models of its own.',
		options: [
			{
				name: 'Realtime',
				value: 'realtime',
				description: 'Fastest and most natural',
			},
			{
				name: 'Legacy',
				value: 'legacy',
				description: 'More voices, languages and dialects',
			},
		],
		routing: { send: { type: 'body', property: 'mode' } },
	},
	voiceLocator,
];

export const callEventsField: INodeProperties = {
	displayName: 'Send Call Events To',
	name: 'callEvents',
	type: 'options',
	default: 'workflowTrigger',
	description: 'Where TopCalls sends the events of this call, such as its end',
	options: [
		{
			name: 'No One',
			value: 'none',
			description: 'Use Get later to retrieve the result',
		},
		{
			name: 'TopCalls Trigger in This Workflow (If Any)',
			value: 'workflowTrigger',
			description:
				'Works once the workflow is published. Without a TopCalls Trigger nothing is sent.',
		},
		{
			name: 'Webhook URL',
			value: 'url',
			description: 'Another workflow or another system',
		},
	],
};

export const webhookEventsField: INodeProperties = {
	displayName: 'Webhook Events',
	name: 'webhookEvents',
	type: 'multiOptions',
	routing: { send: { type: 'body', property: 'webhook_events' } },
	default: ['call.completed', 'call.failed'],
	description: 'Which events TopCalls sends to this URL',
	options: [
		{ name: 'Call Completed', value: 'call.completed' },
		{ name: 'Call Failed', value: 'call.failed' },
		{ name: 'Call Queued', value: 'call.queued' },
		{ name: 'Call Started', value: 'call.started' },
		{ name: 'Call Transferred', value: 'call.transferred' },
	],
	displayOptions: { show: { callEvents: ['url'] } },
};

/** The destination of the events of a call; only for operations that do not wait for its end. */
export const eventFields: INodeProperties[] = [
	callEventsField,
	{
		displayName: 'Webhook URL',
		name: 'webhookUrl',
		type: 'string',
		required: true,
		routing: { send: { type: 'body', property: 'webhook_url' } },
		default: '',
		placeholder: 'e.g. https://n8n.example.com/webhook/…',
		description:
			'A public https address. For another n8n workflow, the production URL of its TopCalls Trigger.',
		displayOptions: { show: { callEvents: ['url'] } },
	},
	webhookEventsField,
];

/** The fields shared by every operation that makes calls. */
export const callFields: INodeProperties[] = [
	phoneNumber,
	...prompt,
	...speechFields,
	movedField(variablesField),
];

/** For an agent, whose model gets nothing but the output of the tool. */
export const toolNotice: INodeProperties = {
	displayName:
		'The agent gets only the ID of the call. To give it the transcript, use the operation Make and Wait for Result.',
	name: 'toolNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { '@tool': [true] } },
};
