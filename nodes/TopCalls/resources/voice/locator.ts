import type { INodeProperties } from 'n8n-workflow';

/** Choose a voice from the account’s list, which follows Mode, or type its ID. */
export const voiceLocator: INodeProperties = {
	displayName: 'Voice',
	name: 'voice',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The voice the AI speaks with. Leave empty for the voice TopCalls chooses.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose, or leave it to TopCalls',
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
