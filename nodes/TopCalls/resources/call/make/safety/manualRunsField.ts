import type { INodeProperties } from 'n8n-workflow';

export const whatToDoField: INodeProperties = {
	displayName: 'What to Do',
	name: 'does',
	type: 'options',
	default: 'returnSample',
	options: [
		{
			name: 'Call Only a Test Number',
			value: 'callTestNumber',
			description: 'Call your own phone for the first item, and nobody else',
		},
		{
			name: 'Make Calls',
			value: 'makeCalls',
			description: 'Call the people in the items',
		},
		{
			name: 'Return a Sample Call',
			value: 'returnSample',
			description: 'Call nobody, and return a finished sample call for each item',
		},
	],
};

/** What a run does that somebody started in the editor. */
export const manualRunsField: INodeProperties = {
	displayName: 'Manual Runs',
	name: 'manualRuns',
	type: 'fixedCollection',
	typeOptions: { multipleValues: false },
	placeholder: 'Add Manual Runs',
	default: { run: {} },
	description:
		'What happens when you execute the workflow or this step in the editor. Runs that a trigger starts make calls as always.',
	options: [
		{
			displayName: 'Manual Runs',
			name: 'run',
			values: [
				whatToDoField,
				{
					displayName: 'Test Number',
					name: 'testNumber',
					type: 'string',
					default: '',
					placeholder: 'e.g. +14155551234',
					description: 'Your own phone, with country code',
					displayOptions: { show: { does: ['callTestNumber'] } },
				},
			],
		},
	],
};
