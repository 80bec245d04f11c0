import { readSafety } from '../../nodes/TopCalls/resources/call/make/safety/readSafety';
import { nextRound, readRound } from '../../nodes/TopCalls/resources/call/make/safety/round';
import { NO_SAFETY } from '../../nodes/TopCalls/resources/call/make/safety/settings';

const read = (safety: unknown) => readSafety(safety, (_, value) => `number ${String(value)}`);
const hours = (given: object) => read({ callingHours: { hours: given } }).callingHours;

test('settings that are not set check nothing', () => {
	expect(read({})).toEqual(NO_SAFETY);
	expect(read(undefined)).toEqual(NO_SAFETY);
});

test('Calling Hours are 8 AM to 9 PM on all days unless set otherwise, and hold', () => {
	expect(hours({})).toMatchObject({ fromMinutes: 480, toMinutes: 1260, holds: true });
	expect(hours({})?.weekdays).toHaveLength(7);
	expect(hours({ outside: 'stop' })).toMatchObject({ holds: false });
});

test.each([
	['08:00', 480],
	['8 AM', 480],
	['8:30 a.m.', 510],
	['12 AM', 0],
	['12:15pm', 735],
	['9 pm', 1260],
	['21:00:00', 1260],
	['24:00', 0],
])('%s is a valid time', (from, minutes) => {
	expect(hours({ from })?.fromMinutes).toBe(minutes);
});

test.each(['', '8', '5:00', '25:00', '24:01', '08:60', '13 PM', '8-9', 'noon', '{{ $json.from }}'])(
	'%p is refused as a time, because it could mean a call at night',
	(from) => {
		expect(() => hours({ from })).toThrow(/Calling Hours › From/);
	},
);

test('days may also be from an expression', () => {
	expect(hours({ weekdays: ['Monday', 'friday'] })?.weekdays).toEqual([1, 5]);
	expect(hours({ weekdays: 'saturday, Sunday' })?.weekdays).toEqual([6, 0]);
	expect(() => hours({ weekdays: [] })).toThrow('Weekdays is empty');
	expect(() => hours({ weekdays: ['Caturday'] })).toThrow('Weekdays “caturday” is not an option');
});

test('a setting that was added and left empty is refused, not ignored', () => {
	expect(() => read({ callingHours: {} })).toThrow('Safety › Calling Hours is empty');
	expect(() => read({ callAgain: {} })).toThrow('Safety › Call Again is empty');
	expect(() => read({ maxCalls: '' })).toThrow('Max Calls is empty');
	expect(() => read({ maxCalls: 2.5 })).toThrow('Max Calls');
	expect(() => read({ dryRun: '' })).toThrow('Dry Run is empty');
	expect(() => read({ skipUnsubscribed: null })).toThrow('Skip Unsubscribed Leads');
	expect(() => read({ manualRuns: {} })).toThrow('Safety › Manual Runs is empty');
	expect(() => read({ manualRuns: { run: { does: '' } } })).toThrow('What to Do');
});

test('a setting whose expression returns nothing is refused, not ignored', () => {
	expect(() => read({ dryRun: undefined })).toThrow('Dry Run is empty');
	expect(() => read({ manualRuns: { run: { does: undefined } } })).toThrow('What to Do');
	expect(() => read({ callingHours: undefined })).toThrow('Calling Hours');
	expect(() => read({ maxCalls: undefined })).toThrow('Max Calls is empty');
	expect(() => hours({ to: undefined })).toThrow('Calling Hours › To is empty');
	expect(() => hours({ weekdays: undefined })).toThrow('Weekdays is empty');
});

test('a time zone that does not exist is refused', () => {
	expect(hours({ fallbackTimeZone: 'Europe/Berlin' })?.fallbackZone).toBe('Europe/Berlin');
	expect(() => hours({ fallbackTimeZone: 'Berlin' })).toThrow('“Berlin” is not a time zone');
});

test('Call Again reads outcomes in any spelling', () => {
	expect(read({ callAgain: { rule: { outcomes: ['no_answer', 'failed'] } } }).callAgain).toEqual({
		outcomes: ['no-answer', 'failed', 'dispatch-timeout'],
		maxAttempts: 3,
		waitMinutes: 60,
	});
	expect(() => read({ callAgain: { rule: { outcomes: [] } } })).toThrow('Call Again › After');
});

test('the test number is read as a phone number', () => {
	const safety = { manualRuns: { run: { does: 'callTestNumber', testNumber: '555' } } };
	expect(read(safety).manualRuns).toEqual({ does: 'callTestNumber', testNumber: 'number 555' });
});

test('an item from the output Later contains the attempt and the time', () => {
	expect(readRound({})).toEqual({ attempt: 1, notBefore: undefined });
	const round = { attempt: 2, notBefore: Date.parse('2026-01-15T13:00:00Z') };
	expect(readRound({ name: 'Ada', ...nextRound(round) })).toEqual(round);
	expect(() => readRound({ attempt: 'first' })).toThrow('attempt');
	expect(() => readRound({ call_after: 'soon' })).toThrow('call_after');
});
