const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The offset of a time zone from UTC.
 *
 * @param zone an IANA name
 * @param at   milliseconds since the epoch
 * @returns milliseconds, negative in the west
 * @throws RangeError for a zone that does not exist
 */
export function utcOffsetMs(zone: string, at: number): number {
	const format =
		formats.get(zone) ??
		new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
	formats.set(zone, format);
	// Such as “1/31/2026, GMT-03:30”; UTC itself is “GMT” alone.
	const [, sign, hours, minutes, seconds = 0] =
		/GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(format.format(at)) ?? [];
	if (sign === undefined) return 0;
	const offset = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
	return sign === '-' ? -offset : offset;
}

/**
 * Finds the change of the UTC offset of a time zone between two instants with different offsets.
 *
 * @returns the first instant of the new offset, in milliseconds since the epoch
 */
export function clockChange(zone: string, before: number, after: number): number {
	const offset = utcOffsetMs(zone, before);
	let [low, high] = [before, after];
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (utcOffsetMs(zone, middle) === offset) low = middle;
		else high = middle;
	}
	return high;
}

/** Whether this n8n knows a time zone by that name. */
export function isTimeZone(zone: string): boolean {
	try {
		utcOffsetMs(zone, 0);
		return true;
	} catch {
		return false;
	}
}

/**
 * The local time in a zone, e.g. `2026-01-31T20:59`.
 *
 * @param at milliseconds since the epoch
 */
export function wallTime(zone: string, at: number): string {
	return new Date(at + utcOffsetMs(zone, at)).toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length);
}
