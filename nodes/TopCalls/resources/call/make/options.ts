import type { INodeProperties } from 'n8n-workflow';

import { defaultCountryField } from '../../../fields/defaultCountry';
import { includeInputField } from '../../../fields/includeInput';
import { waitFields } from '../../../wait/fields';
import { modelLocator } from '../../model/locator';
import { fromNumberLocator } from '../../phoneNumber/locator';
import { variablesField } from './variablesField';

const options: INodeProperties[] = [
	{
		displayName: 'Background Audio',
		name: 'backgroundAudio',
		type: 'string',
		default: 'office',
		placeholder: 'e.g. office',
		description: "The background sound played behind the AI's voice",
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
			'Maximum number of calls to make per minute, spread evenly. By default, as many as TopCalls allows.',
	},
	defaultCountryField,
	fromNumberLocator,
	{
		displayName: 'Idempotency Key',
		name: 'idempotencyKey',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.lead_id }}-{{ $today.toISODate() }}',
		description:
			'A second call with the same key within 24 hours is not made, even if you run the workflow again. 8 to 255 letters, digits, - and _.',
	},
	includeInputField,
	{
		displayName: 'Knowledge Base IDs',
		name: 'knowledgeBaseIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. kb_xyz789, kb_abc123',
		description: 'Comma-separated IDs of the knowledge bases the AI can use',
		routing: { send: { type: 'body', property: 'knowledge_base_ids' } },
	},
	{
		displayName: 'Language (Legacy)',
		name: 'sttLanguage',
		type: 'string',
		default: '',
		placeholder: 'e.g. es-ES',
		description: 'The language the person speaks, in Legacy mode only',
		routing: { send: { type: 'body', property: 'stt_language' } },
	},
	{
		displayName: 'Max Concurrency',
		name: 'maxConcurrency',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 100,
		description: 'Maximum number of simultaneous requests to TopCalls',
	},
	{
		displayName: 'Max Duration (Minutes)',
		name: 'maxDuration',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 10,
		description: 'TopCalls ends the call after this many minutes',
		routing: { send: { type: 'body', property: 'max_duration' } },
	},
	modelLocator,
	{
		displayName: 'Other API Fields (JSON)',
		name: 'additionalFields',
		type: 'json',
		default: '{}',
		description: 'API fields that this node does not have yet, merged into the request',
	},
	{
		displayName: 'Temperature',
		name: 'temperature',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0.7,
		description: 'How creative the wording is. Not supported by every model.',
		routing: { send: { type: 'body', property: 'temperature' } },
	},
	variablesField,
];

/** The less common fields of a call, and how fast the node makes calls. */
export const optionsField: INodeProperties = optionsWith([]);

/** The same for an operation that waits for the results of its calls. */
export const optionsFieldWithWait: INodeProperties = optionsWith(waitFields);

function optionsWith(more: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...options, ...more].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}
