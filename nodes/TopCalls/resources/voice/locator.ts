import type { INodeProperties } from 'n8n-workflow';

/** A voice from the list of the account, filtered by Mode, or its ID. */
export const voiceLocator: INodeProperties = {
	displayName: 'Voice',
	name: 'voice',
	type: 'resourceLocator',
	// The editor clears it when Mode changes: each has its own.
	typeOptions: { loadOptionsDependsOn: ['mode'] },
	default: { mode: 'list', value: '' },
	description: 'The voice of the AI. Leave empty to use the TopCalls default.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a voice... (optional)',
			typeOptions: { searchListMethod: 'searchVoices', searchable: true },
		},
		{
			displayName: 'ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. alloy',
		},
	],
	routing: { send: { type: 'body', property: 'voice' } },
};
