import { buildCallBody } from '../../nodes/TopCalls/resources/call/make/body';
import { formWith, refusalOf } from './callForms';

test('every field of the guide can be set and is sent under its API name', () => {
	const body = buildCallBody(
		formWith({
			phoneNumber: '(415) 555-1234',
			promptType: 'instructions',
			prompt: 'You are Sarah. Confirm the appointment of {{patient_name}}.',
			firstSentence: 'Hi {{patient_name}}, this is Sarah.',
			mode: 'realtime',
			voice: { __rl: true, mode: 'list', value: 'alloy' },
			variables: [{ name: 'patient_name', value: 'John Smith' }],
			options: {
				defaultCountry: 'US',
				fromNumber: '+1 800 555 1234',
				model: { __rl: true, mode: 'id', value: 'gpt-realtime-mini-2025-12-15' },
				maxDuration: 5,
				temperature: 0.7,
				backgroundAudio: 'office',
				backgroundAudioGain: 'medium',
				knowledgeBaseIds: 'kb_xyz789, kb_abc123',
				sttLanguage: 'es-ES',
			},
		}),
	);

	expect(body).toEqual({
		phone_number: '+14155551234',
		instructions: 'You are Sarah. Confirm the appointment of {{patient_name}}.',
		first_sentence: 'Hi {{patient_name}}, this is Sarah.',
		mode: 'realtime',
		voice: 'alloy',
		request_data: { patient_name: 'John Smith' },
		from_number: '+18005551234',
		model: 'gpt-realtime-mini-2025-12-15',
		max_duration: 5,
		temperature: 0.7,
		background_audio: 'office',
		background_audio_gain: 'medium',
		knowledge_base_ids: ['kb_xyz789', 'kb_abc123'],
		stt_language: 'es-ES',
	});
});

test('empty fields are not sent, so that TopCalls applies its own defaults', () => {
	const body = buildCallBody(
		formWith({
			voice: { __rl: true, mode: 'list', value: '' },
			options: {
				defaultCountry: '',
				fromNumber: ' ',
				model: { __rl: true, mode: 'id', value: '' },
				maxDuration: '',
				temperature: null as never,
				backgroundAudio: '',
				knowledgeBaseIds: ' , ',
				sttLanguage: '',
				additionalFields: '',
			},
		}),
	);

	expect(body).toEqual({ phone_number: '+14155551234', task: 'Remind them of the appointment.' });
});

test('a temperature of 0 is a value and is sent', () => {
	expect(buildCallBody(formWith({ options: { temperature: 0 } })).temperature).toBe(0);
});

test('a voice may also be a plain ID from an expression', () => {
	expect(buildCallBody(formWith({ voice: ' coral ' })).voice).toBe('coral');
});

test('knowledge bases may also be a list', () => {
	const body = buildCallBody(formWith({ options: { knowledgeBaseIds: ['kb_1', ' kb_2 '] } }));

	expect(body.knowledge_base_ids).toEqual(['kb_1', 'kb_2']);
});

test.each([
	['text', '{ "metadata": { "lead": 7 }, "new_field": true }'],
	['an object', { metadata: { lead: 7 }, new_field: true }],
])('API fields newer than the node can be added as %s', (_, additionalFields) => {
	expect(buildCallBody(formWith({ options: { additionalFields } }))).toEqual({
		phone_number: '+14155551234',
		task: 'Remind them of the appointment.',
		metadata: { lead: 7 },
		new_field: true,
	});
});

test('additional fields cannot bypass the checks of the number', () => {
	const options = { additionalFields: '{ "phone_number": "911" }' };

	expect(refusalOf(() => buildCallBody(formWith({ options })))).toEqual({
		message: 'Other API Fields (JSON) contains “phone_number”, which has its own field',
		fix: 'Use the field Phone Number instead.',
	});
});

test.each(['[1]', '"text"', 'null', '{ broken', 7])(
	'additional fields that are not an object are refused: %j',
	(additionalFields) => {
		const options = { additionalFields };

		expect(refusalOf(() => buildCallBody(formWith({ options }))).message).toBe(
			'Other API Fields (JSON) is not a JSON object',
		);
	},
);

test.each([0, -1, 'ten', 'NaN', Infinity])('a call cannot last %j minutes', (maxDuration) => {
	const { message, fix } = refusalOf(() => buildCallBody(formWith({ options: { maxDuration } })));

	expect(message).toBe(`Max Duration (Minutes) “${maxDuration}” cannot be used`);
	expect(fix).toBe('Enter a number of at least 1.');
});

test('a duration as text from an expression is sent as a number', () => {
	expect(buildCallBody(formWith({ options: { maxDuration: '7.5' } })).max_duration).toBe(7.5);
});

test.each([
	[{ phoneNumber: '12345' }, 'Phone Number “12345” has no country code'],
	[{ options: { fromNumber: '12345' } }, 'From Number “12345” has no country code'],
	[{ options: { defaultCountry: 'Utopia' } }, 'Default Country “Utopia” is not a country code'],
	[{ mode: 'fast' }, 'Mode “fast” is not an option'],
	[{ options: { temperature: -0.1 } }, 'Temperature “-0.1” cannot be used'],
])('a value that cannot be sent is named by its label: %j', (fields, message) => {
	expect(refusalOf(() => buildCallBody(formWith(fields))).message).toBe(message);
});

test('additional fields may have names of Object.prototype', () => {
	const options = { additionalFields: '{ "constructor": "Ann" }' };

	expect(buildCallBody(formWith({ options }))).toMatchObject({ constructor: 'Ann' });
});

test.each([
	{ options: { backgroundAudio: { name: 'office' } } },
	{ options: { knowledgeBaseIds: [{ id: 'kb_1' }] } },
	{ voice: { value: { id: 'alloy' } } },
])('an object never goes out as [object Object]: %j', (fields) => {
	expect(() => buildCallBody(formWith(fields))).toThrow();
});

test.each<[Parameters<typeof formWith>[0], message: string, fix: string]>([
	[{ voice: [] }, 'Voice is not text', 'Enter text. The expression returned a list.'],
	[{ voice: ['alloy'] }, 'Voice is not text', 'Enter text. The expression returned a list.'],
	[{ options: { model: [] } }, 'Model is not text', 'Enter text. The expression returned a list.'],
	[{ mode: NaN }, 'Mode is not text', 'Enter text. The expression returned no result.'],
	[{ prompt: true }, 'Task is not text', 'Enter text. The expression returned true.'],
	[
		{ options: { defaultCountry: {} } },
		'Default Country is not text',
		'Enter text. The expression returned an object.',
	],
	[
		{ options: { maxDuration: [5] } },
		'Max Duration (Minutes) is not a number',
		'Enter a number of at least 1.',
	],
	[
		{ variables: [{ name: {}, value: 'Anna' }] },
		'Name of Variable is not text',
		'Enter text. The expression returned an object.',
	],
	[
		{ variables: [{ name: 'age', value: NaN }] },
		'Variable “age” has no value',
		'Check the expression in Value, or remove the variable.',
	],
])(
	'a wrong value of an expression is reported, never guessed or spoken: %j',
	(fields, message, fix) => {
		expect(refusalOf(() => buildCallBody(formWith(fields)))).toEqual({ message, fix });
	},
);

test('an object that cannot be serialized is refused like any other', () => {
	const odd = { toString: 1 };

	expect(refusalOf(() => buildCallBody(formWith({ mode: odd }))).message).toBe('Mode is not text');
});
