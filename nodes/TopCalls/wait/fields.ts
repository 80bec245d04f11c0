import type { INodeProperties } from 'n8n-workflow';

/** How the node waits for its calls; one setting for all items. */
export const waitFields: INodeProperties[] = [
	{
		displayName: 'Wait Using',
		name: 'waitUsing',
		type: 'options',
		default: 'auto',
		description: 'How the flow learns that the call has ended',
		options: [
			{
				name: 'Automatic',
				value: 'auto',
				description:
					'Webhook where TopCalls can reach this n8n, else polling; always polling as a tool of an AI agent',
			},
			{
				name: 'Polling',
				value: 'polling',
				description: 'The execution keeps running and asks TopCalls every few seconds',
			},
			{
				name: 'Webhook',
				value: 'webhook',
				description:
					'The execution is put aside, holds nothing, and goes on when TopCalls says that the call has ended',
			},
		],
	},
	{
		displayName: 'Max Wait (Minutes)',
		name: 'maxWait',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 60,
		description:
			'After this time the flow goes on without the result: “wait” is then “timed_out”, and Get brings the result later',
	},
];
