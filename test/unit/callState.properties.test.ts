import fc from 'fast-check';

import { normalizeCall, type Call } from '../../nodes/shared/call/call';
import { CALL_EVENTS, eventOf, matchEvent } from '../../nodes/shared/call/events';
import { FirstSeen, isProcessed } from '../../nodes/shared/call/processed';

const NOW = Date.parse('2026-01-01T12:00:00Z');
const OVER = [
	'completed',
	'failed',
	'no-answer',
	'busy',
	'rejected',
	'cancelled',
	'dispatch_timeout',
];
const OPEN = ['pending', 'queued', 'in_progress', 'ringing', 'trying', 'early-media', 'answered'];

const spelled = (words: string[]) =>
	fc
		.tuple(fc.constantFrom(...words), fc.constantFrom('-', '_', ' '), fc.boolean())
		.map(([word, gap, loud]) => {
			const text = word.replace(/[-_]/g, gap);
			return loud ? text.toUpperCase() : text;
		});
const unknown = fc.oneof(
	fc.constantFrom('archived', 'network-congestion', '', null, undefined, 7),
	fc.string(),
);
const word = fc.oneof(spelled([...OVER, 'ended']), spelled(OPEN), unknown);
const fields = fc.record(
	{
		status: word,
		call_status: word,
		answered_by: fc.constantFrom('human', 'voicemail', 'ivr', 'unknown', null, 7),
		end_at: fc.constantFrom('2026-01-01T11:59:58Z', '2026-01-01 11:59:58', 1_767_268_798, '', null),
		started_at: fc.constantFrom('2026-01-01T11:59:00Z', null),
		completed: fc.constantFrom(true, false, null),
		duration: fc.constantFrom(0, 2.5, null),
		transcript: fc.constantFrom([], 'AI: Hello', null),
		recording_url: fc.constantFrom('https://api.topcalls.ai/r/1', '', null),
		call_summary: fc.constantFrom('A talk.', null),
	},
	{ requiredKeys: [] },
);
const call = (told: object): Call => normalizeCall({ id: 'c', ...told });
const ENDS = ['call.completed', 'call.failed'] as const;
const runs = { numRuns: 2_000 };

test('a documented end in either field is an end, whatever the other fields say', () => {
	fc.assert(
		fc.property(
			fields,
			spelled(OVER),
			fc.constantFrom('status', 'call_status'),
			(told, end, field) => {
				expect(call({ ...told, [field]: end }).ended).toBe(true);
			},
		),
		runs,
	);
});

test('a call without any sign of its end is open', () => {
	const silent = fc.record({
		status: fc.oneof(spelled(OPEN), unknown),
		call_status: fc.oneof(spelled(OPEN), unknown),
		answered_by: fc.constantFrom('human', 'unknown', null),
		completed: fc.constantFrom(false, null),
	});
	fc.assert(
		fc.property(silent, (told) => {
			expect(call(told)).toMatchObject({ ended: false, outcome: null });
		}),
		runs,
	);
});

test('while the conversation continues, an unknown status with a duration is not an end', () => {
	fc.assert(
		fc.property(spelled(OPEN), unknown, fc.nat(100), (call_status, status, duration) => {
			expect(call({ status, call_status, duration, end_at: null, completed: false }).ended).toBe(
				false,
			);
		}),
		runs,
	);
});

test('later fields of a call never reopen it', () => {
	const isTold = (value: unknown) => value !== null && value !== undefined && value !== '';
	const results = fields.map((told) => ({ ...told, status: undefined, call_status: undefined }));
	fc.assert(
		fc.property(fields, results, (told, added) => {
			const known = Object.fromEntries(Object.entries(told).filter(([, value]) => isTold(value)));
			const more = Object.fromEntries(Object.entries(added).filter(([, value]) => isTold(value)));
			if (call(told).ended) expect(call({ ...told, ...more, ...known }).ended).toBe(true);
		}),
		runs,
	);
});

test('an end is one event, with a matching outcome', () => {
	fc.assert(
		fc.property(fields, (told) => {
			const it = call(told);
			const happened = ENDS.filter((event) => matchEvent(event, it, NOW) === 'match');
			expect(happened).toEqual(it.ended ? [eventOf(it)] : []);
			expect(CALL_EVENTS).toContain(eventOf(it));
			if (it.outcome === 'completed' || it.outcome === 'voicemail') {
				expect(eventOf(it)).toBe('call.completed');
			}
		}),
		runs,
	);
});

test('a processed call keeps its event, whatever TopCalls adds to it', () => {
	const results = fc.record(
		{
			answered_by: fc.constantFrom('human', 'voicemail', 'ivr', 'unknown', null),
			transcript: fc.constantFrom([], 'AI: Hello', null),
			completed: fc.constant(true),
		},
		{ requiredKeys: ['completed'] },
	);
	const documented = fc.record({
		status: spelled(OVER),
		call_status: fc.oneof(spelled(OVER), unknown),
	});
	fc.assert(
		fc.property(fields, documented, results, (told, words, added) => {
			const first = call({ ...told, ...words });
			expect(eventOf(call({ ...told, ...words, ...added }))).toBe(eventOf(first));
		}),
		runs,
	);
});

test('a call that is over counts as processed at the latest two minutes after the first poll', () => {
	fc.assert(
		fc.property(fields, fc.nat(300_000), (told, later) => {
			const it = call(told);
			const seen = new FirstSeen();
			const settled = (at: number) => isProcessed(it, at, seen.since(it, at));
			const first = settled(NOW);
			if (first) expect(settled(NOW + later)).toBe(true);
			expect(settled(NOW + 120_000)).toBe(it.ended);
		}),
		runs,
	);
});
