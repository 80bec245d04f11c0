import type { INodeProperties } from 'n8n-workflow';

/** A model from the list of the account, filtered by Mode, or its ID. */
export const modelLocator: INodeProperties = {
	displayName: 'Model',
	name: 'model',
	type: 'resourceLocator',
	// The editor clears it when Mode changes: each has its own.
	typeOptions: { loadOptionsDependsOn: ['mode'] },
	default: { mode: 'list', value: '' },
	description: 'The language model behind the voice. Leave empty to use the TopCalls default.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a model... (optional)',
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
