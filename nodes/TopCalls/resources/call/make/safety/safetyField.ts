import type { INodeProperties } from 'n8n-workflow';

/** In the order of the week. */
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const hours: INodeProperties[] = [
	{
		displayName: 'From',
		name: 'from',
		type: 'string',
		default: '08:00',
		placeholder: 'e.g. 08:00',
		description: 'Start of the hours, in local time of the person',
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'string',
		default: '21:00',
		placeholder: 'e.g. 21:00',
		description:
			'End of the hours. A time before From is on the next day; the same time as From means all day.',
	},
	{
		displayName: 'Weekdays',
		name: 'weekdays',
		type: 'multiOptions',
		default: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
		description: 'The days on which the hours begin',
		options: WEEKDAYS.map((day) => ({ name: day, value: day.toLowerCase() })),
	},
	{
		displayName: 'Outside Calling Hours',
		name: 'outside',
		type: 'options',
		noDataExpression: true,
		default: 'hold',
		description: 'What happens to an item whose number may not be called now',
		options: [
			{
				name: 'Hold',
				value: 'hold',
				description: 'Send the item to the output Later, with the time to call after',
			},
			{
				name: 'Stop',
				value: 'stop',
				description: 'Output the item with the status “not_called”',
			},
		],
	},
	{
		displayName: 'Time Zone If Unknown',
		name: 'timeZoneIfUnknown',
		type: 'string',
		default: '',
		placeholder: 'e.g. America/New_York',
		description:
			'The time zone of numbers without a known one. If empty, these numbers are not called.',
	},
];

const callingHours: INodeProperties = {
	displayName: 'Calling Hours',
	name: 'callingHours',
	type: 'fixedCollection',
	placeholder: 'Add Calling Hours',
	default: {},
	description:
		'When people may be called, in the time zone of the number. A number that can be in several time zones is called only if it is within the hours in all of them.',
	options: [{ displayName: 'Calling Hours', name: 'hours', values: hours }],
};

const callAgain: INodeProperties = {
	displayName: 'Call Again',
	name: 'callAgain',
	type: 'fixedCollection',
	placeholder: 'Add Call Again',
	default: {},
	description:
		'Which people to call again, and when. Their items go to the output Later: connect it to a Wait node that waits until “call_after”, and connect that to this node.',
	options: [
		{
			displayName: 'Call Again',
			name: 'rule',
			values: [
				{
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
				},
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
			],
		},
	],
};

const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: true,
	description:
		'Whether to make no call and return for each item who would be called, when and with what instead',
};

const manualRuns: INodeProperties = {
	displayName: 'Manual Runs',
	name: 'manualRuns',
	type: 'options',
	default: 'returnSample',
	description: 'What happens when you run the workflow by hand in the editor',
	options: [
		{
			name: 'Call Only the Test Number',
			value: 'callTestNumber',
			description: 'Make the call of the first item, to your own phone. No other call is made.',
		},
		{
			name: 'Make Calls',
			value: 'makeCalls',
			description: 'Call the people in the items, as when the workflow runs by its trigger',
		},
		{
			name: 'Return a Sample Call',
			value: 'returnSample',
			description: 'Make no call and return a sample of a finished call for each item',
		},
	],
};

const testNumber: INodeProperties = {
	displayName: 'Test Number',
	name: 'testNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. +14155551234',
	description: 'Your own phone, for Manual Runs set to Call Only the Test Number',
};

const maxCalls: INodeProperties = {
	displayName: 'Max Calls',
	name: 'maxCalls',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 100,
	description: 'Maximum number of items per run. With more items, no call is made.',
};

const skipUnsubscribed: INodeProperties = {
	displayName: 'Skip Unsubscribed Leads',
	name: 'skipUnsubscribed',
	type: 'boolean',
	default: true,
	description:
		'Whether to look up each number in the leads of TopCalls and skip unsubscribed leads',
};

/** Who may be called, when, and when not. Nothing is checked unless it is set. */
export const safetyField: INodeProperties = safetyWith([]);

/** The same for an operation that waits for the results of its calls. */
export const safetyFieldWithCallAgain: INodeProperties = safetyWith([callAgain]);

function safetyWith(first: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Safety',
		name: 'safety',
		type: 'collection',
		placeholder: 'Add Safety Setting',
		default: {},
		description: 'Who may be called, and when',
		options: [...first, callingHours, dryRun, manualRuns, maxCalls, skipUnsubscribed, testNumber],
	};
}
