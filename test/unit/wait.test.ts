import fc from 'fast-check';

import { normalizeCall } from '../../nodes/shared/call/call';
import { pollDelayMs } from '../../nodes/TopCalls/wait/pollDelay';
import { isToken, resumeToken } from '../../nodes/TopCalls/wait/resumeToken';
import { fingerprint } from '../../nodes/shared/crypto';
import { sendsEventsTo, resumeUrl } from '../../nodes/TopCalls/wait/resumeUrl';
import { FirstSeen, isProcessed } from '../../nodes/shared/call/processed';

const NOW = Date.parse('2026-01-01T12:00:00Z');
const ended = (fields: object) =>
	normalizeCall({ id: 'c', status: 'completed', call_status: 'completed', ...fields });

describe('A call is waited for until it is processed', () => {
	const JUST_NOW = { end_at: '2026-01-01T11:59:50Z' };
	const RESULTS = {
		transcript: 'AI: Hello',
		call_summary: 'A talk.',
		recording_url: 'https://api.topcalls.ai/r/1',
	};
	test.each<[string, object, boolean]>([
		['open', { status: 'in_progress', call_status: 'in-progress' }, false],
		['ended, its transcript still being made', { completed: false, ...JUST_NOW }, false],
		['ended, nobody knows when', { completed: false }, false],
		['ended and worked up', { completed: true }, true],
		['ended, by an API that says nothing of working up', {}, false],
		['the same, and everything is there', RESULTS, true],
		['everything is there, yet more is to come', { ...RESULTS, completed: false }, false],
		['the same, completed null', { completed: null, ...JUST_NOW }, false],
		['the same, a minute ago', { completed: null, end_at: '2026-01-01T11:59:00Z' }, true],
		['nobody answered', { status: 'failed', call_status: 'no-answer', completed: false }, true],
		[
			'ended as nobody has documented',
			{ status: 'archived', call_status: '?', ...JUST_NOW },
			false,
		],
		['ended an hour ago', { completed: false, end_at: '2026-01-01T11:00:00Z' }, true],
		['ended an hour ago, told without a zone', { end_at: '2026-01-01 11:00:00' }, true],
		['ended a moment ago', { completed: false, end_at: '2026-01-01T11:59:55Z' }, false],
	])('%s', (_, fields, settled) => {
		expect(isProcessed(ended(fields), NOW)).toBe(settled);
	});

	test.each([{ completed: false }, { completed: null }, {}, { completed: false, end_at: null }])(
		'%j: some time after the first poll it is output as it is',
		(fields) => {
			const firstSeen = new FirstSeen();
			const look = (after: number) =>
				isProcessed(ended(fields), NOW + after, firstSeen.since(ended(fields), NOW + after));
			expect([look(0), look(30_000), look(120_000)]).toEqual([false, false, true]);
		},
	);
});

describe('Polling', () => {
	test('polls soon, then less and less often, and never after the deadline', () => {
		const pauses = Array.from({ length: 12 }, (_, polls) =>
			pollDelayMs({ polls, now: 0, deadline: 1e6 }),
		) as number[];
		expect(pauses[0]).toBe(2_000);
		expect([...pauses].sort((a, b) => a - b)).toEqual(pauses);
		expect(pauses.at(-1)).toBe(15_000);
		expect(pollDelayMs({ polls: 9, now: 999_000, deadline: 1e6 })).toBe(1_000);
		expect(pollDelayMs({ polls: 9, now: 1e6, deadline: 1e6 })).toBeUndefined();
	});

	test('gives a call that has ended a short grace period, even beyond the deadline', () => {
		const watch = { polls: 9, deadline: 1e6, endedAt: 999_000 };
		expect(pollDelayMs({ ...watch, now: 1_001_000 })).toBeGreaterThan(0);
		expect(pollDelayMs({ ...watch, now: 999_000 + 60_000 })).toBeUndefined();
	});

	test('always ends', () => {
		const time = fc.integer({ min: 1, max: 100 * 60_000 });
		fc.assert(
			fc.property(time, fc.option(time), (deadline, endsAt) => {
				let now = 0;
				for (let polls = 0; polls < 10_000; polls++) {
					const endedAt = endsAt !== null && now >= endsAt ? endsAt : undefined;
					const pause = pollDelayMs({ polls, now, deadline, endedAt });
					if (pause === undefined) return true;
					expect(pause).toBeGreaterThan(0);
					now += pause;
				}
				return false;
			}),
		);
	});
});

describe('The resume URL', () => {
	const identity = { workflowId: 'w', executionId: '7', nodeId: 'n' };

	test('keeps the query that n8n needs, and names the node before it', () => {
		const url = resumeUrl(
			'https://n8n.example.com/webhook-waiting/7?signature=abc',
			'n1',
			'tok-_1',
		);
		expect(url?.href).toBe(
			'https://n8n.example.com/webhook-waiting/7/n1?signature=abc&topcalls_token=tok-_1',
		);
		expect(resumeUrl('http://n8n.lan:5678/prefix/webhook-waiting/7', 'n1', 't')?.href).toBe(
			'http://n8n.lan:5678/prefix/webhook-waiting/7/n1?topcalls_token=t',
		);
		expect(resumeUrl(undefined, 'n1', 't')).toBeUndefined();
	});

	test('has a token that is the same for all attempts and rounds, and different for any other node, execution or API key', () => {
		const token = resumeToken('tc_live_1', identity);
		expect(resumeToken('tc_live_1', { ...identity })).toBe(token);
		const others = [
			resumeToken('tc_live_2', identity),
			...Object.entries(identity).map(([name, value]) =>
				resumeToken('tc_live_1', { ...identity, [name]: typeof value === 'number' ? 1 : 'x' }),
			),
		];
		expect(new Set([token, ...others]).size).toBe(5);
	});

	test('accepts only the token, of which only a fingerprint is saved', () => {
		const token = resumeToken('tc_live_1', identity);
		const kept = fingerprint(token);
		expect(kept).not.toContain(token);
		expect(isToken(token, kept)).toBe(true);
		for (const wrong of ['', `${token}x`, token.slice(1), kept, undefined, null, [token], {}]) {
			expect(isToken(wrong, kept)).toBe(false);
		}
	});

	test('differs from that of another execution', () => {
		const address = resumeUrl('https://n8n.example.com/webhook-waiting/7', 'n1', 't') as URL;
		const told = (metadata: unknown) => sendsEventsTo({ metadata }, address);
		expect(told({ webhook_url: 'https://n8n.example.com/webhook-waiting/7/n1' })).toBe(true);
		expect(told({ webhook_url: 'https://n8n.example.com/webhook-waiting/6/n1' })).toBe(false);
		expect(told({ webhook_url: 'https://evil.example.com/webhook-waiting/7/n1' })).toBe(false);
		expect(told({})).toBe(false);
		expect(told(undefined)).toBe(false);
	});
});
