import type { INodeProperties } from 'n8n-workflow';

/** Choose a model from the account’s list, which follows Mode, or type its ID. */
export const modelLocator: INodeProperties = {
	displayName: 'Model',
	name: 'model',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The language model behind the voice. Leave empty for the one TopCalls chooses.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose, or leave it to TopCalls',
			typeOptions: { searchListMethod: 'searchModels', searchable: true },
		},
		{
			displayName: 'ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. gpt-realtime-mini-2025-12-15',
		},
	],
	routing: { send: { type: 'body', property: 'model' } },
};
