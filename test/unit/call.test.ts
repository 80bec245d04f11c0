import fc from 'fast-check';

import { normalizeCall, simplifyCall } from '../../nodes/shared/call/call';

test('a call has a call_id, whichever of its names the API used', () => {
	expect(normalizeCall({ id: 'a' })).toMatchObject({ call_id: 'a', id: 'a' });
	expect(normalizeCall({ call_id: 'b' }).call_id).toBe('b');
	expect(normalizeCall({ call_id: 'b', id: 'event-1' }).call_id).toBe('b');
	expect(normalizeCall({ id: 7 }).call_id).toBe('7');
});

test.each([undefined, null, 'text', 7, [], {}, { id: '' }, { id: null }, { id: {} }])(
	'%j is not a call, and the error says so',
	(value) => {
		expect(() => normalizeCall(value)).toThrow('TopCalls answered without a call ID');
	},
);

test('an empty call_id does not hide the id beside it', () => {
	expect(normalizeCall({ call_id: '', id: 'b1' }).call_id).toBe('b1');
});

test.each<[status: unknown, callStatus: unknown, more: object, ended: boolean, outcome: unknown]>([
	['queued', null, {}, false, null],
	['pending', null, {}, false, null],
	['in_progress', 'in-progress', {}, false, null],
	['in-progress', 'completed', {}, true, 'completed'],
	['queued', 'cancelled', {}, true, 'cancelled'],
	['completed', 'completed', { answered_by: 'human' }, true, 'completed'],
	['completed', null, {}, true, 'completed'],
	['completed', 'completed', { answered_by: 'voicemail' }, true, 'voicemail'],
	['failed', 'no-answer', {}, true, 'no-answer'],
	['failed', 'no_answer', {}, true, 'no-answer'],
	['failed', 'No Answer', {}, true, 'no-answer'],
	['failed', 'busy', {}, true, 'busy'],
	['failed', 'rejected', {}, true, 'rejected'],
	['failed', 'dispatch_timeout', {}, true, 'dispatch-timeout'],
	['failed', 'failed', {}, true, 'failed'],
	['failed', 'completed', {}, true, 'failed'],
	['failed', 'in-progress', {}, true, 'failed'],
	['cancelled', null, {}, true, 'cancelled'],
	['canceled', 'completed', {}, true, 'cancelled'],
	['completed', 'cancelled', {}, true, 'cancelled'],
	['no-answer', null, {}, true, 'no-answer'],
	['busy', undefined, {}, true, 'busy'],
	['rejected', 'failed', {}, true, 'rejected'],
	['dispatch_timeout', null, {}, true, 'dispatch-timeout'],
	['ended', null, {}, true, 'ended'],
	['ended', 'completed', {}, true, 'completed'],
	['archived', 'failed', {}, true, 'failed'],
	['failed', 'network-congestion', {}, true, 'network-congestion'],
	['failed', 'failed', { answered_by: 'voicemail' }, true, 'failed'],
	['archived', 'network-congestion', {}, false, null],
	['archived', 'network-congestion', { end_at: 1_766_399_555 }, true, 'network-congestion'],
	['archived', 'network-congestion', { completed: true }, true, 'network-congestion'],
	['archived', 'network-congestion', { duration: 0.4 }, true, 'network-congestion'],
	['archived', 'network-congestion', { duration: 0, completed: false }, false, null],
	['archived', 'network-congestion', { error_message: 'Try again' }, false, null],
	...['answered', 'dialing', 'on-hold', 'trying', 'early-media', 'Early Media'].map(
		(line): [unknown, unknown, object, boolean, unknown] => [
			'archived',
			line,
			{ duration: 0.4, end_at: null, completed: false },
			false,
			null,
		],
	),
	['archived', 'in-progress', { end_at: '2025-12-22T10:32:35Z' }, true, 'archived'],
	['in_progress', 'in-progress', { duration: 0.4, end_at: '' }, false, null],
	[null, null, { call_summary: 'A talk.' }, true, 'failed'],
	[null, null, { recording_url: 'https://api.topcalls.ai/r/1' }, true, 'completed'],
	['archived', 'ringing', {}, false, null],
	['archived', null, { end_at: '2025-12-22T10:32:35Z' }, true, 'archived'],
	['archived', null, { end_at: null }, false, null],
])('status %j with call_status %j and %j: ended %j, outcome %j', (...row) => {
	const [status, callStatus, more, ended, outcome] = row;
	const call = normalizeCall({ id: 'a', status, call_status: callStatus, ...more });

	expect(call).toMatchObject({ ended, outcome });
});

test('undocumented fields and values stay unchanged', () => {
	const fields = { id: 'a', status: 'archived', answered_by: 'robot', cost: { cents: 7 } };

	expect(normalizeCall(fields)).toMatchObject(fields);
});

test('n8n never takes a call for a failed item: there is no top-level error', () => {
	const call = normalizeCall({ id: 'a', error: 'SIP 486' });

	expect(call).not.toHaveProperty('error');
	expect(call.call_error).toBe('SIP 486');
});

test('the secret in the resume URL is removed from the call', () => {
	const webhook_url = 'https://n8n.example.com/webhook-waiting/7/id?token=secret&n=\nsecret';
	const call = normalizeCall({ id: 'a', webhook_url, metadata: { webhook_url, lead: 7 } });

	expect(JSON.stringify(call)).not.toContain('secret');
	expect(call.webhook_url).toBe('https://n8n.example.com/webhook-waiting/7/id');
	expect(call.metadata).toEqual({ webhook_url: call.webhook_url, lead: 7 });
});

test.each([
	[
		'turns',
		[
			{ id: 1, user: 'assistant', text: 'Hi,\n this is Sarah.' },
			{ id: 2, user: 'user', text: 'Hello.' },
			{ id: 3, user: 'assistant', text: ' ' },
		],
		'AI: Hi, this is Sarah.\nPerson: Hello.',
	],
	['turns with a speaker nobody knows', [{ user: 'Dr. Who', text: 'Hi.' }], 'Dr. Who: Hi.'],
	['turns without a speaker', [{ text: 'Hi.' }, 'Hello.'], 'Hi.\nHello.'],
	['one text', ' AI: Hi.\nPerson: Hello. ', 'AI: Hi.\nPerson: Hello.'],
	['nothing yet', null, ''],
	['things that are no turns', [null, 7, {}, { text: 7 }], ''],
])('a transcript of %s becomes one line a turn', (_, transcript, text) => {
	expect(normalizeCall({ id: 'a', transcript }).transcript_text).toBe(text);
});

test('Simplify leaves ten fields, the most used first, and null where TopCalls says nothing', () => {
	const call = normalizeCall({
		id: 'a',
		status: 'completed',
		call_status: 'completed',
		phone_number: '+14155551234',
		duration: 0,
		recording_url: null,
		account_id: 'x',
		metadata: {},
		transcript: [{ user: 'user', text: 'Hello.' }],
	});

	expect(Object.entries(simplifyCall(call))).toEqual([
		['outcome', 'completed'],
		['call_summary', null],
		['transcript_text', 'Person: Hello.'],
		['recording_url', null],
		['duration', 0],
		['disposition', null],
		['phone_number', '+14155551234'],
		['call_id', 'a'],
		['end_at', null],
		['status', 'completed'],
	]);
});

test('any JSON object with an ID gets the common shape, and none crashes the node', () => {
	const odd = fc.oneof(fc.jsonValue(), fc.constantFrom('completed', 'failed', 'queued', 'busy'));
	const known = fc.record(
		{
			status: odd,
			call_status: odd,
			answered_by: odd,
			transcript: odd,
			metadata: odd,
			webhook_url: odd,
			error: odd,
			end_at: odd,
		},
		{ requiredKeys: [] },
	);
	fc.assert(
		fc.property(fc.dictionary(fc.string(), fc.jsonValue()), known, (unknown, fields) => {
			const call = normalizeCall({ ...unknown, ...fields, call_id: 'a' });

			expect(call.call_id).toBe('a');
			expect(typeof call.transcript_text).toBe('string');
			expect(typeof call.outcome === 'string').toBe(call.ended);
			expect(call.outcome).not.toBe('');
			expect(call).not.toHaveProperty('error');
			expect(normalizeCall(call)).toMatchObject({ ended: call.ended, outcome: call.outcome });
		}),
	);
});
