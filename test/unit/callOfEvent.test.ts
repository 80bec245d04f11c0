import { callOfEvent } from '../../nodes/TopCalls/wait/callOfEvent';

const CALLS = ['a', '7', 'call:9'];

test.each([
	['a', { call_id: 'a', id: 'evt_1' }],
	['a', { id: 'a' }],
	['7', { call_id: 7 }],
	['call:9', { call_id: 'call:9' }],
	['a', { id: 'evt_1', data: { call_id: 'a' } }],
	['a', { data: { id: 'a' } }],
	['a', { event: 'call.completed', call: { id: 'a' } }],
	['7', { event: 'call.completed', call: { call_id: 7 } }],
])('among several calls, %s is the one that %j is about', (callId, body) => {
	expect(callOfEvent([body], CALLS)).toEqual({ callId });
});

test.each<unknown>([
	{ status: 'completed' },
	{ id: null },
	{},
	[],
	'',
	'completed',
	null,
	undefined,
])('%j has no call ID: it is about the only pending call, or any of several', (body) => {
	expect(callOfEvent([body], ['a'])).toEqual({ callId: 'a' });
	expect(callOfEvent([body], CALLS)).toBe('any');
});

test.each<unknown>([
	{ call_id: 'b' },
	{ call_id: '../../webhooks' },
	{ call_id: { $ne: null } },
	{ call_id: { toString: 1 } },
	{ call_id: ['a'] },
	{ call_id: '', id: 'a' },
	{ call: { id: 8 } },
	{ data: { id: 'A' } },
])('%j is not about a call of this execution, even if it waits for a single one', (body) => {
	expect(callOfEvent([body], ['a'])).toBe('another');
	expect(callOfEvent([body], CALLS)).toBe('another');
});

test('the first reading with a call ID counts: n8n rounds long numbers and leaves some bodies as text', () => {
	const id = '1234567890123456789';
	expect(callOfEvent([{ call_id: id }, { call_id: 1234567890123456800 }], [id, 'b'])).toEqual({
		callId: id,
	});
	expect(callOfEvent(['{"call_id":"b"}', { call_id: 'b' }], [id, 'b'])).toEqual({ callId: 'b' });
});
