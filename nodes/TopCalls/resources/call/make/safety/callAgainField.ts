import type { INodeProperties } from 'n8n-workflow';

export const afterField: INodeProperties = {
	displayName: 'After',
	name: 'outcomes',
	type: 'multiOptions',
	default: ['busy', 'no-answer'],
	description: 'The outcomes after which to call again',
	options: [
		{ name: 'Busy', value: 'busy' },
		{ name: 'Failed', value: 'failed' },
		{ name: 'No Answer', value: 'no-answer' },
		{ name: 'Voicemail', value: 'voicemail' },
	],
};

export const ruleFields: INodeProperties[] = [
	afterField,
	{
		displayName: 'Max Attempts',
		name: 'maxAttempts',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 3,
		description: 'Maximum number of calls to a person, including the first',
	},
	{
		displayName: 'Wait (Minutes)',
		name: 'waitMinutes',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 60,
		description:
			'How long to wait before calling again. With Calling Hours, the next time within them.',
	},
];

/** After which outcomes to call again, how often, and when. */
export const callAgainField: INodeProperties = {
	displayName: 'Call Again',
	name: 'callAgain',
	type: 'fixedCollection',
	typeOptions: { multipleValues: false },
	placeholder: 'Add Call Again',
	default: { rule: {} },
	description:
		'Which people to call again, and when. Their items go to the output Later: connect it to a Wait node that waits until “call_after”, and connect that to this node.',
	options: [
		{
			displayName: 'Call Again',
			name: 'rule',
			values: ruleFields,
		},
	],
};
