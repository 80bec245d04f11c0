import { catalogLocator } from '../catalog';

export const voiceLocator = catalogLocator(
	{
		displayName: 'Voice',
		name: 'voice',
		description: 'The voice of the AI. Leave empty to use the TopCalls default.',
		placeholder: 'e.g. alloy',
	},
	'searchVoices',
);
