import { clockChange, utcOffsetMs } from './wallClock';

/** When people may be called, by the clock on their wall. */
export interface CallingHours {
	/** Minutes after midnight, 0 to 1439. */
	fromMinutes: number;
	/** Minutes after midnight, 0 to 1439. Before `fromMinutes` it is on the next day; equal to it means all day. */
	toMinutes: number;
	/** The days on which the hours begin, 0 for Sunday to 6 for Saturday. */
	weekdays: number[];
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Hours of one day a week that daylight saving skips come back after two weeks. */
const LOOK_AHEAD_MS = 15 * DAY_MS;

/**
 * When a number may be called: when it is within the hours in every zone in which its owner may be.
 *
 * @param zones IANA names, at least one
 * @param from  milliseconds since the epoch
 * @returns the first such instant from then on, so `from` itself when it is one; undefined when there is none within
 *          15 days
 * @throws RangeError for a zone that does not exist
 */
export function firstAllowed(
	hours: CallingHours,
	zones: string[],
	from: number,
): number | undefined {
	for (let at = from; at < from + LOOK_AHEAD_MS; ) {
		const zone = zoneOutside(hours, zones, at);
		if (zone === undefined) return at;
		at = nextOpen(hours, zone, at);
	}
	return undefined;
}

/** The first of the zones in which it is not within the hours; undefined when it is in all. */
export function zoneOutside(hours: CallingHours, zones: string[], at: number): string | undefined {
	return zones.find((zone) => !isOpen(hours, zone, at));
}

/** The first instant after `from` that is within the hours in a zone where they are over. */
function nextOpen(hours: CallingHours, zone: string, from: number): number {
	for (let start = from; start < from + LOOK_AHEAD_MS; start += DAY_MS) {
		const end = start + DAY_MS;
		const isFirst = (at: number) => at >= start && at < end && isOpen(hours, zone, at);
		const opening = openings(hours, zone, start, end).filter(isFirst);
		if (opening.length > 0) return Math.min(...opening);
	}
	return Infinity;
}

/** The instants at which hours can begin: at a time of the local day, or where a change of the clock skips to. */
function openings(hours: CallingHours, zone: string, start: number, end: number): number[] {
	const before = utcOffsetMs(zone, start);
	const after = utcOffsetMs(zone, end);
	const onTheClock = [before, after].flatMap((offset) => {
		const today = Math.floor((start + offset) / DAY_MS) * DAY_MS - offset;
		const midnights = [today, today + DAY_MS];
		return midnights.flatMap((midnight) => [midnight, midnight + hours.fromMinutes * MINUTE_MS]);
	});
	return before === after ? onTheClock : [...onTheClock, clockChange(zone, start, end)];
}

function isOpen(
	{ fromMinutes, toMinutes, weekdays }: CallingHours,
	zone: string,
	at: number,
): boolean {
	const local = at + utcOffsetMs(zone, at);
	const day = Math.floor(local / DAY_MS);
	const minutes = (local - day * DAY_MS) / MINUTE_MS;
	// The first of January 1970 was a Thursday.
	const beginsOn = (days: number) => weekdays.includes((((days + 4) % 7) + 7) % 7);
	if (fromMinutes === toMinutes) return beginsOn(day);
	if (fromMinutes < toMinutes) {
		return beginsOn(day) && minutes >= fromMinutes && minutes < toMinutes;
	}
	// Over midnight: the hours that began yesterday end today.
	return minutes >= fromMinutes ? beginsOn(day) : minutes < toMinutes && beginsOn(day - 1);
}
