import type { INodeProperties } from 'n8n-workflow';

/** In the order of the week. */
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export const outsideField: INodeProperties = {
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
};

export const weekdaysField: INodeProperties = {
	displayName: 'Weekdays',
	name: 'weekdays',
	type: 'multiOptions',
	default: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
	description: 'The days on which the hours begin',
	options: WEEKDAYS.map((day) => ({ name: day, value: day.toLowerCase() })),
};

export const hoursFields: INodeProperties[] = [
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
	weekdaysField,
	outsideField,
	{
		displayName: 'Fallback Time Zone',
		name: 'fallbackTimeZone',
		type: 'string',
		default: '',
		placeholder: 'e.g. America/New_York',
		description:
			'For numbers whose time zone is not known. If empty, these numbers are not called.',
	},
];

/** n8n keeps hours that are all left at their defaults only of what holds not more than one value. */
export const callingHoursField: INodeProperties = {
	displayName: 'Calling Hours',
	name: 'callingHours',
	type: 'fixedCollection',
	typeOptions: { multipleValues: false },
	placeholder: 'Add Calling Hours',
	default: { hours: {} },
	description:
		'When people may be called, in the time zone of the number. A number that can be in several time zones is called only if it is within the hours in all of them.',
	options: [{ displayName: 'Calling Hours', name: 'hours', values: hoursFields }],
};
