import type { INodeProperties } from 'n8n-workflow';

/** Choose one of the account’s active numbers, or type any. */
export const fromNumberLocator: INodeProperties = {
	displayName: 'From Number',
	name: 'fromNumber',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The caller ID to show. Defaults to a TopCalls number.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a number...',
			typeOptions: { searchListMethod: 'searchFromNumbers', searchable: true },
		},
		{
			displayName: 'By Number',
			name: 'number',
			type: 'string',
			placeholder: 'e.g. +18005551234',
		},
	],
	routing: { send: { type: 'body', property: 'from_number' } },
};
