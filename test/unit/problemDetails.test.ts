import { parseProblem } from '../../nodes/shared/errors/problemDetails';

test.each<[form: string, body: unknown, said: object]>([
	[
		'of today',
		{
			title: 'Insufficient Quota',
			status: 402,
			type: 'https://api.topcalls.ai/errors/insufficient_quota',
			detail: 'You need 5 minutes but have 3.5 remaining',
			instance: '3c90c3cc-0d44-4b50-8888-8dd25736052a',
			errors: [{ path: 'phone_number', message: 'Invalid', code: 'x' }],
			details: 'more',
		},
		{
			title: 'Insufficient Quota',
			detail: 'You need 5 minutes but have 3.5 remaining',
			fields: [{ path: 'phone_number', message: 'Invalid' }],
		},
	],
	[
		'with errors only',
		{ status: 400, title: 'Invalid request body', errors: [{ path: 'voice', message: 'Unknown' }] },
		{ title: 'Invalid request body', fields: [{ path: 'voice', message: 'Unknown' }] },
	],
	[
		'with detail only',
		{ status: 402, title: 'Insufficient Quota', detail: 'You need 5' },
		{ title: 'Insufficient Quota', detail: 'You need 5', fields: [] },
	],
	[
		'with details instead of detail',
		{ title: 'No', details: 'because' },
		{ title: 'No', detail: 'because', fields: [] },
	],
	['of a gateway', { message: 'Not Found' }, { title: 'Not Found', fields: [] }],
	['of a text error', { error: 'Nope' }, { title: 'Nope', fields: [] }],
	[
		'with a path in pieces',
		{ errors: [{ path: ['request_data', 0], message: 'Too long' }, { path: 'x' }, 'odd'] },
		{ fields: [{ path: 'request_data.0', message: 'Too long' }] },
	],
	['with values of other types', { title: 7, detail: null, errors: 'x' }, { fields: [] }],
	['of an array', [1], { fields: [] }],
	['of null', null, { fields: [] }],
])('a problem %s says what is wrong', (_, body, said) => {
	expect(parseProblem(JSON.stringify(body))).toEqual(said);
});

test.each([
	['nothing', ''],
	['white space', ' \n '],
	['a web page', '<html><body>502 Bad Gateway</body></html>'],
	['half an object', '{"title":"Insuff'],
	['half a list', '[{"title"'],
])('%s gives no message and no crash', (_, body) => {
	expect(parseProblem(body)).toEqual({ fields: [] });
});

test('short plain text is shown', () => {
	expect(parseProblem(' upstream timed out\n')).toEqual({
		detail: 'upstream timed out',
		fields: [],
	});
	expect(parseProblem('x'.repeat(5_000)).detail).toHaveLength(200);
});

test('a problem of a nested error says what is wrong', () => {
	expect(parseProblem('{"error":{"message":"Nope"}}')).toEqual({ title: 'Nope', fields: [] });
});

test('a path that cannot be serialized does not affect the message', () => {
	const body = '{"errors":[{"path":["request_data",{"toString":1}],"message":"Too long"}]}';

	expect(parseProblem(body).fields).toEqual([{ path: 'request_data', message: 'Too long' }]);
});

test.each([
	{ type: 'https://x.example/errors/idempotency_key_reused' },
	{ error: { code: 'idempotency_conflict' } },
	{ code: 'key_reused' },
	{ detail: `${'Long. '.repeat(100)}The Idempotency-Key is in use` },
	{ errors: [{ path: 'headers.idempotency-key', message: 'Taken' }] },
	{ errors: { idempotency_key: ['Taken'] } },
	'Key already used',
])('a problem with the idempotency key is recognized wherever it says so: %j', (body) => {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	expect(parseProblem(text).isAboutKey).toBe(true);
});

test.each([
	{ detail: 'Unrecognized key(s) in object: tone' },
	{ detail: 'Your API key was used too often' },
	{ errors: [{ path: 'keyboard', message: 'Used' }] },
])('a problem with something else is not taken for one: %j', (body) => {
	expect(parseProblem(JSON.stringify(body)).isAboutKey).toBeUndefined();
});
