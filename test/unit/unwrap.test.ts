import { unwrap } from '../../nodes/shared/unwrap';

const CALL = { id: 'call-1', status: 'completed' };

test.each<[string, unknown]>([
	['nothing', CALL],
	['data', { data: CALL }],
	['its own name', { call: CALL }],
	['data and its name', { event: 'call.completed', data: { call: CALL } }],
	['an event that has an ID of its own', { id: 'evt_1', data: CALL }],
	['a list of one', [CALL]],
	['a list of one in an envelope', { data: [CALL] }],
	['another envelope', { ok: true, payload: { result: CALL } }],
	['an envelope that tells of other things', { data: { lead: { id: 'lead-1' }, call: CALL } }],
])('a call is found in %s', (_, value) => {
	expect(unwrap(value, 'call')).toBe(CALL);
});

test.each<[string, Record<string, unknown>]>([
	['call_id', { call_id: 'call-1', data: { id: 'other' } }],
	['call_id: null beside its ID', { call_id: null, id: 'call-1', data: {} }],
	['id, and data that names none', { id: 'call-1', data: { note: 'red' }, payload: {} }],
	['no ID at all', { ok: true }],
])('an object with %s is the content', (_, fields) => {
	expect(unwrap(fields, 'call')).toBe(fields);
});

test.each<unknown>([undefined, null, '', 'text', 7, [], [CALL, CALL], [[CALL]]])(
	'%j holds no single object',
	(value) => {
		expect(unwrap(value, 'call')).toBeUndefined();
	},
);

test('an endless envelope is only unwrapped to a limited depth', () => {
	const endless: Record<string, unknown> = { id: 'evt_1' };
	endless.data = endless;
	expect(unwrap(endless, 'call')).toBe(endless);
});
