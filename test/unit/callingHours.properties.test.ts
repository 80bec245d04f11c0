import fc from 'fast-check';

import {
	firstAllowed,
	zoneOutside,
	type CallingHours,
} from '../../nodes/TopCalls/resources/call/make/safety/callingHours';
import { prefixesByZones } from '../../nodes/shared/vendor/phoneTimeZones.json';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ZONES = [...new Set(Object.keys(prefixesByZones).flatMap((zones) => zones.split(' ')))];

const zones = fc.uniqueArray(fc.constantFrom(...ZONES), { minLength: 1, maxLength: 3 });
const weekdays = fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 });
const minuteOfDay = fc.oneof(
	fc.integer({ min: 0, max: 1439 }),
	fc.constantFrom(0, 60, 90, 120, 150, 180, 480, 1260),
);
const hours: fc.Arbitrary<CallingHours> = fc.record({
	fromMinutes: minuteOfDay,
	toMinutes: minuteOfDay,
	weekdays,
});
const instant = fc.date({
	min: new Date('1990-01-01'),
	max: new Date('2060-01-01'),
	noInvalidDate: true,
});

/** Instants in the days around which a zone's clock is changed. */
const aroundChange = fc
	.tuple(fc.constantFrom(...ZONES), instant, fc.integer({ min: -2 * DAY, max: DAY }))
	.map(([zone, date, shift]) => ({ zone, at: changeAfter(zone, date.getTime()) + shift }));

const formats = new Map<string, Intl.DateTimeFormat>();

/** The local time according to Intl. */
function clock(zone: string, at: number): { minute: number; weekday: number } {
	const format =
		formats.get(zone) ??
		new Intl.DateTimeFormat('en-US', {
			timeZone: zone,
			hourCycle: 'h23',
			weekday: 'short',
			hour: 'numeric',
			minute: 'numeric',
		});
	formats.set(zone, format);
	const parts = Object.fromEntries(
		format.formatToParts(at).map(({ type, value }) => [type, value]),
	);
	return {
		minute: Number(parts.hour) * 60 + Number(parts.minute),
		weekday: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(parts.weekday as string),
	};
}

function changeAfter(zone: string, from: number): number {
	const first = shift(zone, from);
	for (let at = from; at < from + 250 * DAY; at += DAY) {
		if (shift(zone, at) !== first) return at;
	}
	return from;
}

function shift(zone: string, at: number): number {
	return (((clock(zone, at).minute - Math.floor(at / MINUTE)) % 1440) + 1440) % 1440;
}

function isInside(
	{ fromMinutes, toMinutes, weekdays: days }: CallingHours,
	zone: string,
	at: number,
) {
	const { minute, weekday } = clock(zone, at);
	if (fromMinutes === toMinutes) return days.includes(weekday);
	if (fromMinutes < toMinutes) {
		return days.includes(weekday) && minute >= fromMinutes && minute < toMinutes;
	}
	if (minute >= fromMinutes) return days.includes(weekday);
	return minute < toMinutes && days.includes((weekday + 6) % 7);
}

/** Checks every minute. */
function scan(window: CallingHours, places: string[], from: number): number | undefined {
	const isCallable = (at: number) => places.every((zone) => isInside(window, zone, at));
	if (isCallable(from)) return from;
	const first = Math.ceil(from / MINUTE) * MINUTE;
	for (let at = first; at < from + 8 * DAY; at += MINUTE) {
		if (isCallable(at)) return at;
	}
	return undefined;
}

function expectFirst(window: CallingHours, places: string[], from: number): void {
	const found = firstAllowed(window, places, from);
	const expected = scan(window, places, from);
	if (expected === undefined) {
		expect(found ?? Infinity).toBeGreaterThanOrEqual(from + 8 * DAY);
	} else {
		expect(found).toBe(expected);
	}
	expect(zoneOutside(window, places, from) === undefined).toBe(expected === from);
}

test('call_after is the first instant that is inside the window in every zone of the number', () => {
	fc.assert(
		fc.property(hours, zones, instant, (window, places, date) => {
			expectFirst(window, places, date.getTime());
		}),
		{ numRuns: 150 },
	);
});

test('also around changes of daylight saving time', () => {
	const atNight = fc
		.tuple(fc.integer({ min: 0, max: 240 }), fc.integer({ min: 1, max: 90 }), weekdays)
		.map(([from, length, days]) => ({
			fromMinutes: from,
			toMinutes: from + length,
			weekdays: days,
		}));
	fc.assert(
		fc.property(fc.oneof(hours, atNight), aroundChange, (window, { zone, at }) => {
			expectFirst(window, [zone], at);
		}),
		{ numRuns: 150 },
	);
});

test('what is allowed is inside the window, also when it is said to be allowed later only', () => {
	fc.assert(
		fc.property(hours, zones, instant, (window, places, date) => {
			const found = firstAllowed(window, places, date.getTime());
			if (found === undefined) return;
			for (const zone of places) expect(isInside(window, zone, found)).toBe(true);
		}),
		{ numRuns: 500 },
	);
});
