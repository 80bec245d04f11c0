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
	expect(callOfEvent(body, CALLS)).toBe(callId);
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
])('%j has no call ID: it is about the only pending call, and about none of several', (body) => {
	expect(callOfEvent(body, ['a'])).toBe('a');
	expect(callOfEvent(body, CALLS)).toBeUndefined();
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
	expect(callOfEvent(body, ['a'])).toBeUndefined();
	expect(callOfEvent(body, CALLS)).toBeUndefined();
});
