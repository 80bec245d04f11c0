import type { INodeProperties } from 'n8n-workflow';

export const waitUsingField: INodeProperties = {
	displayName: 'Wait Using',
	name: 'waitUsing',
	type: 'options',
	default: 'auto',
	description: 'How n8n learns that the call has ended',
	options: [
		{
			name: 'Automatic',
			value: 'auto',
			description:
				'Uses a webhook if TopCalls can reach this n8n, otherwise polling. As a tool of an AI agent, always polling.',
		},
		{
			name: 'Polling',
			value: 'polling',
			description: 'Keeps the execution running and asks TopCalls every few seconds',
		},
		{
			name: 'Webhook',
			value: 'webhook',
			description: 'Pauses the execution until TopCalls reports that the call ended',
		},
	],
};

export const maxWaitField: INodeProperties = {
	displayName: 'Max Wait (Minutes)',
	name: 'maxWait',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 60,
	description:
		'How long to wait. After that, the workflow continues with “wait” set to “timed_out”, and Get retrieves the result later.',
};

/** How the node waits for its calls: one setting for all items. */
export const waitFields: INodeProperties[] = [waitUsingField, maxWaitField];
