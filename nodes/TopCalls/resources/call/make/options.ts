import type { INodeProperties } from 'n8n-workflow';

import { modelLocator } from '../../model/locator';
import { fromNumberLocator } from '../../phoneNumber/locator';

/** The rarely needed rest of what a call can carry, and how the node dials. */
export const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Additional Fields (JSON)',
			name: 'additionalFields',
			type: 'json',
			default: '{}',
			description: 'API fields that this node does not have yet, merged into the request',
		},
		{
			displayName: 'Background Audio',
			name: 'backgroundAudio',
			type: 'string',
			default: 'office',
			placeholder: 'e.g. office',
			description: 'The background sound that the other side hears behind the voice',
			routing: { send: { type: 'body', property: 'background_audio' } },
		},
		{
			displayName: 'Background Audio Gain',
			name: 'backgroundAudioGain',
			type: 'string',
			default: 'medium',
			placeholder: 'e.g. medium',
			description: 'How loud the background sound is',
			routing: { send: { type: 'body', property: 'background_audio_gain' } },
		},
		{
			displayName: 'Calls per Minute',
			name: 'callsPerMinute',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 60,
			description:
				'How many calls to place per minute, spread evenly. Without it the node dials as fast as TopCalls allows.',
		},
		{
			displayName: 'Default Country',
			name: 'defaultCountry',
			type: 'string',
			default: '',
			placeholder: 'e.g. US',
			description:
				'Two-letter code of the country to assume for numbers without a country code, such as “(415) 555-1234”',
		},
		fromNumberLocator,
		{
			displayName: 'Idempotency Key',
			name: 'idempotencyKey',
			type: 'string',
			default: '',
			placeholder: 'e.g. {{ $json.lead_id }}-{{ $today.toISODate() }}',
			description:
				'Calls with the same key ring only once within 24 hours, even if the flow is run again by hand. 8 to 255 letters, digits, - and _.',
		},
		{
			displayName: 'Knowledge Base IDs',
			name: 'knowledgeBaseIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. kb_xyz789, kb_abc123',
			description:
				'The IDs of the knowledge bases in which the AI can look things up, separated by commas',
			routing: { send: { type: 'body', property: 'knowledge_base_ids' } },
		},
		{
			displayName: 'Max Concurrency',
			name: 'maxConcurrency',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 100,
			description: 'How many requests to TopCalls may be under way at once',
		},
		{
			displayName: 'Max Duration (Minutes)',
			name: 'maxDuration',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 10,
			description: 'After how many minutes TopCalls ends the call',
			routing: { send: { type: 'body', property: 'max_duration' } },
		},
		modelLocator,
		{
			displayName: 'Speech Recognition Language',
			name: 'sttLanguage',
			type: 'string',
			default: '',
			placeholder: 'e.g. es-ES',
			description: 'The language the other side speaks. For Legacy mode only.',
			routing: { send: { type: 'body', property: 'stt_language' } },
		},
		{
			displayName: 'Temperature',
			name: 'temperature',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 0.7,
			description: 'How freely the AI words things. Not every model lets you choose.',
			routing: { send: { type: 'body', property: 'temperature' } },
		},
	],
};
