import type { INodeParameters } from 'n8n-workflow';

import type { ErrorCase, Section } from '../case';
import { leftOut, oddValues, unevaluated } from './expressions';
import { MAKE } from './make';

const withOption = (name: string) => (value: unknown) =>
	({ options: { [name]: value } }) as INodeParameters;

const MADE_WITHOUT = 'the call is made without it';

function option(field: string, name: string, ...values: unknown[]): ErrorCase[] {
	return [
		...oddValues(field, withOption(name), leftOut(MADE_WITHOUT)),
		...values.map((value) => ({
			given: `${field} \`${String(value)}\``,
			parameters: withOption(name)(value),
			field,
		})),
	];
}

const list = 'a list of IDs is taken as it is';

export const options: Section = {
	title: 'Options of a Call',
	about: 'Of *Make* and *Make and Wait*.',
	sendsNothing: true,
	makesCall: true,
	node: MAKE,
	cases: [
		...option('Default Country', 'defaultCountry', 'Utopia', 'XX', '+49'),
		...option('From Number', 'fromNumber', '12345', '+1 800 FLOWERS'),
		...option('Max Duration (Minutes)', 'maxDuration', 0, -1, 'ten', '5 min'),
		...option('Temperature', 'temperature', -0.1, 'hot'),
		...option('Background Audio', 'backgroundAudio'),
		...option('Language (Legacy)', 'sttLanguage'),
		...oddValues(
			'Model',
			(value) => withOption('model')({ __rl: true, mode: 'id', value }),
			leftOut(MADE_WITHOUT),
		),
		...oddValues('Knowledge Base IDs', withOption('knowledgeBaseIds'), {
			...leftOut(MADE_WITHOUT),
			'an empty list': MADE_WITHOUT,
			'a list': list,
		}),
		...oddValues('Idempotency Key', withOption('idempotencyKey'), {}),
		...['short', 'with spaces in it', 'ümläüte-key', 'a\nb-newline'].map((key) => ({
			given: `Idempotency Key ${JSON.stringify(key)}`,
			parameters: withOption('idempotencyKey')(key),
			field: 'Idempotency Key',
		})),
		{
			given: 'Idempotency Key of 256 letters',
			parameters: withOption('idempotencyKey')('a'.repeat(256)),
			field: 'Idempotency Key',
		},
		{
			given: 'Idempotency Key that is the same for two people',
			parameters: withOption('idempotencyKey')('lead--2026-11-23'),
			items: [{ phone: '+14155550101' }, { phone: '+14155550102' }],
			field: 'Idempotency Key',
		},
		...oddValues('Other API Fields (JSON)', withOption('additionalFields'), {
			...leftOut(MADE_WITHOUT),
			'an object': 'its fields are sent',
		}),
		...[
			'{',
			'[1]',
			'"text"',
			'7',
			'{ "phone_number": "+14155550102" }',
			'{ "webhook_url": "https://x.example" }',
		].map((json) => ({
			given: `Other API Fields (JSON) \`${json}\``,
			parameters: withOption('additionalFields')(json),
			field: 'Other API Fields (JSON)',
		})),
		...unevaluated({
			'Default Country': withOption('defaultCountry'),
			'From Number': withOption('fromNumber'),
			'Max Duration (Minutes)': withOption('maxDuration'),
			'Background Audio': withOption('backgroundAudio'),
			'Background Audio Gain': withOption('backgroundAudioGain'),
			'Language (Legacy)': withOption('sttLanguage'),
			Model: (value) => withOption('model')({ __rl: true, mode: 'id', value }),
			'Knowledge Base IDs': (id) => withOption('knowledgeBaseIds')(`kb_1, ${id}`),
			'Idempotency Key': withOption('idempotencyKey'),
			'Other API Fields (JSON)': (text) =>
				withOption('additionalFields')(JSON.stringify({ metadata: { lead: text } })),
		}),
		{
			given: 'Other API Fields (JSON) with `{{name}}`, a template of the API',
			parameters: withOption('additionalFields')('{ "voicemail": "Hi {{name}}" }'),
			taken: 'it is sent as it stands',
		},
		...oddValues(
			'Max Concurrency',
			withOption('maxConcurrency'),
			leftOut('the node makes calls at its own pace'),
		),
		...oddValues(
			'Calls per Minute',
			withOption('callsPerMinute'),
			leftOut('the node makes calls at its own pace'),
		),
		...option('Max Concurrency', 'maxConcurrency', 0, -5).slice(-2),
		...option('Calls per Minute', 'callsPerMinute', 0, 'many').slice(-2),
	],
};
