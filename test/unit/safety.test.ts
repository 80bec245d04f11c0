import { callAgainAt } from '../../nodes/TopCalls/resources/call/make/safety/callAgain';
import { decide, type Facts } from '../../nodes/TopCalls/resources/call/make/safety/decide';
import { notDue } from '../../nodes/TopCalls/resources/call/make/safety/dueCall';
import { afterCall } from '../../nodes/TopCalls/resources/call/make/safety/later';
import { dryRun, notCalled } from '../../nodes/TopCalls/resources/call/make/safety/notCalled';
import { sampleCall } from '../../nodes/TopCalls/resources/call/make/safety/sampleCall';
import {
	NO_SAFETY,
	type SafetySettings,
} from '../../nodes/TopCalls/resources/call/make/safety/settings';
import { resultOf } from '../../nodes/TopCalls/wait/result';
import { normalizeCall } from '../../nodes/shared/call/call';

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const HOURS = { fromMinutes: 480, toMinutes: 1260, weekdays: EVERY_DAY, holds: true };
/** 23:32 in New York, 20:32 in Los Angeles. */
const NOW = Date.parse('2026-01-15T04:32:00Z');
const MORNING = Date.parse('2026-01-15T13:00:00Z');

const facts: Facts = {
	number: '+12125550123',
	zones: ['America/New_York'],
	now: NOW,
	isManual: false,
	isFirst: true,
};

function withHours(more: Partial<SafetySettings> = {}): SafetySettings {
	return { ...NO_SAFETY, callingHours: HOURS, ...more };
}

test('with nothing set, everybody is called', () => {
	expect(decide(NO_SAFETY, { ...facts, zones: [], isManual: true })).toEqual({
		does: 'call',
		number: '+12125550123',
	});
});

test('nobody is called at night in their time zone, and the result says when their morning is', () => {
	const decision = decide(withHours(), facts);
	expect(decision).toEqual({
		does: 'notCall',
		reason: 'outside_calling_hours',
		callAfter: MORNING,
	});
	expect(notCalled(decision as never, facts, HOURS)).toEqual({
		call_id: null,
		status: 'not_called',
		not_called_reason: 'outside_calling_hours',
		message:
			'It is 2026-01-14 23:32 in America/New_York, outside of Calling Hours. Call after 2026-01-15T13:00:00.000Z.',
		phone_number: '+12125550123',
		time_zone: 'America/New_York',
		call_after: '2026-01-15T13:00:00.000Z',
		ended: false,
		outcome: null,
	});
	expect(decide(withHours(), { ...facts, zones: ['America/Los_Angeles'] }).does).toBe('call');
});

test('a person who may be in several time zones is only called during the hours of all of them', () => {
	const zones = ['America/Los_Angeles', 'America/New_York'];
	expect(decide(withHours(), { ...facts, zones })).toMatchObject({
		callAfter: Date.parse('2026-01-15T16:00:00Z'),
	});
});

test('if no time is within the hours in all time zones, nobody is called and there is no call_after', () => {
	const zones = ['Pacific/Auckland', 'Europe/London'];
	const hours = { ...HOURS, fromMinutes: 600, toMinutes: 720 };
	const decision = decide({ ...NO_SAFETY, callingHours: hours }, { ...facts, zones });
	expect(decision).toEqual({
		does: 'notCall',
		reason: 'outside_calling_hours',
		callAfter: undefined,
	});
	const { message, call_after } = notCalled(decision as never, { ...facts, zones }, hours);
	expect(message).toContain('there is no time within Calling Hours in all of its time zones');
	expect(call_after).toBeNull();
});

test('a number without a known time zone is not called', () => {
	expect(decide(withHours(), { ...facts, zones: [] })).toEqual({
		does: 'notCall',
		reason: 'unknown_time_zone',
	});
});

test('an item that returns before its time is held again', () => {
	const notBefore = NOW + 60_000;
	expect(decide(NO_SAFETY, { ...facts, notBefore })).toEqual({
		does: 'notCall',
		reason: 'too_early',
		callAfter: notBefore,
	});
	expect(decide(withHours(), { ...facts, notBefore })).toMatchObject({ callAfter: MORNING });
	expect(decide(NO_SAFETY, { ...facts, notBefore: NOW - 1 }).does).toBe('call');
});

test('a manual run calls only the test number, at any hour', () => {
	const manualRuns = { does: 'callTestNumber', testNumber: '+442079460123' } as const;
	const settings = withHours({ manualRuns });
	const manual = { ...facts, isManual: true };
	expect(decide(settings, manual)).toEqual({
		does: 'call',
		number: '+442079460123',
		isTest: true,
	});
	expect(decide(settings, { ...manual, isFirst: false })).toEqual({
		does: 'notCall',
		reason: 'test_run',
	});
	expect(decide(settings, facts)).toMatchObject({ reason: 'outside_calling_hours' });
});

test('a manual run returns sample calls, other runs call', () => {
	const settings: SafetySettings = { ...NO_SAFETY, manualRuns: { does: 'returnSample' } };
	expect(decide(settings, { ...facts, isManual: true })).toEqual({ does: 'returnSample' });
	expect(decide(settings, facts).does).toBe('call');
});

test('a dry run calls nobody and says what would happen', () => {
	const held = decide(withHours({ isDryRun: true }), facts);
	expect(dryRun(held as never, facts, { task: 'Say hello.' }, HOURS)).toMatchObject({
		status: 'not_called',
		not_called_reason: 'dry_run',
		call_after: '2026-01-15T13:00:00.000Z',
		local_time: '2026-01-14T23:32',
		would_call: false,
		would_not_call_reason: 'outside_calling_hours',
		request: { task: 'Say hello.' },
	});
	const free = decide({ ...NO_SAFETY, isDryRun: true }, { ...facts, zones: [] });
	expect(dryRun(free as never, { ...facts, zones: [] }, {})).toMatchObject({
		local_time: null,
		time_zone: null,
		would_call: true,
		would_not_call_reason: null,
	});
});

describe('Call Again', () => {
	const callAgain = { outcomes: ['no-answer', 'busy'], maxAttempts: 3, waitMinutes: 60 };
	const missed = {
		outcome: 'no-answer',
		attempt: 1,
		zones: ['America/New_York'],
	};
	const at = (call: object, settings: object = {}) =>
		callAgainAt({ callAgain, ...settings }, { ...missed, ...call }, NOW);

	test('calls again after the set time, within Calling Hours', () => {
		expect(at({})).toBe(NOW + 3_600_000);
		expect(at({}, { callingHours: HOURS })).toBe(MORNING);
	});

	test('does not call again a person who was reached, or after the last attempt', () => {
		expect(at({ outcome: 'completed' })).toBeUndefined();
		expect(at({ outcome: 'voicemail' })).toBeUndefined();
		expect(at({ attempt: 3 })).toBeUndefined();
	});

	test('does not call again while the first call may still be in progress', () => {
		expect(at({ outcome: null })).toBeUndefined();
	});

	test.each([
		['with Simplify', true],
		['without Simplify', false],
	])('%s, does not call again somebody who talked, whatever the outcome says', (_, simple) => {
		const every = { ...callAgain, outcomes: ['busy', 'no-answer', 'failed', 'voicemail'] };
		const number = '+12125550123';
		const ended = { id: 'a', status: 'failed', call_status: 'completed', completed: true };
		const after = (fields: object) =>
			afterCall(
				{
					item: { json: {} },
					round: { attempt: 1 },
					zones: [],
					safety: { ...NO_SAFETY, callAgain: every },
				},
				resultOf({ number, simple }, normalizeCall({ ...ended, ...fields })),
				NOW,
			).laterAt;
		const transcript = [{ id: 1, user: 'user', text: 'Yes, that works.' }];

		expect(after({ duration: 2.5, transcript })).toBeUndefined();
		expect(after({ duration: '2.5', transcript: 'Yes.', call_status: 'busy' })).toBeUndefined();
		expect(after({ duration: null, transcript: null })).toBeDefined();
		expect(after({ duration: 0, transcript: [] })).toBeDefined();
		const machine = { status: 'completed', answered_by: 'voicemail', duration: 0.3, transcript };
		expect(after(machine)).toBeDefined();
	});

	test('does not call again if there is no allowed time', () => {
		expect(at({ zones: [] }, { callingHours: HOURS })).toBeUndefined();
	});
});

test('a sample call is completed, always the same, and marked as a sample', () => {
	const body = { phone_number: '+12125550123', first_sentence: 'Hi, this is Sarah.' };
	const sample = sampleCall(body);
	expect(sample).toEqual(sampleCall(body));
	expect(sample).toMatchObject({
		call_id: 'sample-12125550123',
		sample: true,
		status: 'completed',
		phone_number: '+12125550123',
		transcript: expect.arrayContaining([
			expect.objectContaining({ user: 'assistant', text: 'Hi, this is Sarah.' }),
		]),
	});
});

test('a call whose turn comes after the hours is not made', () => {
	const call = {
		number: '+12125550123',
		safety: { ...NO_SAFETY, callingHours: HOURS },
		round: { attempt: 1 },
	};
	expect(notDue(call, NOW - 3 * 3_600_000)).toBeUndefined();
	expect(notDue(call, NOW)?.decision).toMatchObject({ callAfter: MORNING });
	expect(notDue({ ...call, safety: NO_SAFETY }, NOW)).toBeUndefined();
});
