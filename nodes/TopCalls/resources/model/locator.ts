import { catalogLocator } from '../catalog';

export const modelLocator = catalogLocator(
	{
		displayName: 'Model',
		name: 'model',
		description: 'The language model behind the voice. Leave empty to use the TopCalls default.',
		placeholder: 'e.g. gpt-realtime-mini-2025-12-15',
	},
	'searchModels',
);
