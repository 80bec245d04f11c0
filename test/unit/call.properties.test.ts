import fc from 'fast-check';

import { normalizeCall, simplifyCall, type Call } from '../../nodes/shared/call/call';
import { eventOf } from '../../nodes/shared/call/events';
import { TopCallsError } from '../../nodes/shared/errors/TopCallsError';
import { json, objectWith } from './json';

const WEBHOOK = 'https://n8n.example.com/webhook-waiting/7/id?token=tiny-secret&signature=s';

const answer = objectWith({
	call_id: ['564d4fd4-03bc-400a-abe0-05540fbeff88', ''],
	id: ['b1', 7, null],
	status: ['queued', 'in_progress', 'In Progress', 'completed', 'failed', 'canceled', 'archived'],
	call_status: ['ringing', 'completed', 'no_answer', 'busy', null],
	answered_by: ['human', 'voicemail', 'ivr', null],
	end_at: ['2026-11-23T10:00:00Z', null],
	started_at: ['2026-11-23T09:00:00Z'],
	transcript: ['AI: Hello', [{ user: 'assistant', text: 'Hello\nthere' }, 'Bye', null]],
	error: [null, false, '', 'carrier said no', { code: 7 }],
	webhook_url: [WEBHOOK, '?token=tiny-secret'],
	metadata: [{ webhook_url: WEBHOOK, lead: 7 }, 'text'],
});

/** The call that the node reads from an answer; undefined for an unreadable one. */
function read(value: unknown): Call | undefined {
	try {
		return normalizeCall(value);
	} catch (error) {
		expect(error).toBeInstanceOf(TopCallsError);
		expect((error as TopCallsError).kind).toBe('unreadable');
		return undefined;
	}
}

const runs = { numRuns: 500 };

test('every answer is a call in the common shape, or unreadable', () => {
	fc.assert(
		fc.property(fc.oneof(answer, json), (value) => {
			const call = read(value);
			if (call === undefined) return;
			expect(call.call_id).toMatch(/./s);
			expect(typeof call.ended).toBe('boolean');
			expect(typeof call.transcript_text).toBe('string');
			if (call.ended) expect(call.outcome).toMatch(/./s);
			else expect(call.outcome).toBeNull();
		}),
		runs,
	);
});

test('an answer with a call ID under either name is never unreadable', () => {
	const id = fc.oneof(fc.stringMatching(/^[\w-]{1,36}$/), fc.nat());
	fc.assert(
		fc.property(answer, id, fc.constantFrom('id', 'call_id'), (fields, value, name) => {
			const other = name === 'id' ? { call_id: '' } : { id: '' };
			expect(read({ ...fields, ...other, [name]: value })?.call_id).toBe(String(value));
		}),
		runs,
	);
});

test('n8n never takes a call for a failed item, but TopCalls’ error is kept', () => {
	fc.assert(
		fc.property(answer, (fields) => {
			const call = read(fields);
			expect(call?.error).toBeUndefined();
			if (call && fields.error !== undefined) expect(call.call_error).toEqual(fields.error);
		}),
		runs,
	);
});

test('the secret in the resume URL is in no output', () => {
	fc.assert(
		fc.property(answer, (fields) => {
			const call = read(fields);
			expect(JSON.stringify([call?.webhook_url, call?.metadata]) ?? '').not.toContain(
				'tiny-secret',
			);
		}),
		runs,
	);
});

test('unknown fields stay unchanged', () => {
	fc.assert(
		fc.property(answer, (fields) => {
			const call = read(fields);
			if (call) expect(call.brand_new).toEqual(fields.brand_new);
		}),
		runs,
	);
});

test('converting a call twice does not change it', () => {
	fc.assert(
		fc.property(answer, (fields) => {
			const call = read(fields);
			if (call) expect(read(call)).toEqual(call);
		}),
		runs,
	);
});

test('Simplify leaves the same ten fields of every call, with the values of the whole call', () => {
	const standing = fc.constantFrom(undefined, { event: 'call.failed' }, { wait: 'timed_out' });
	fc.assert(
		fc.property(answer, standing, (fields, where) => {
			const call = read(fields);
			if (!call) return;
			const simple = simplifyCall(call, where);
			expect(Object.keys(simple)).toHaveLength(10);
			const whole: Record<string, unknown> = { ...call, ...where };
			for (const [name, value] of Object.entries(simple))
				expect(value).toEqual(whole[name] ?? null);
		}),
		runs,
	);
});

test('every state of a call matches one event, an end event exactly when it has ended', () => {
	fc.assert(
		fc.property(answer, (fields) => {
			const call = read(fields);
			if (!call) return;
			const final = ['call.completed', 'call.failed'];
			expect(final.includes(eventOf(call))).toBe(call.ended);
		}),
		runs,
	);
});
