const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * What clocks in a time zone are ahead of UTC.
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
 * When clocks in a time zone are changed, between two instants at which they differ from UTC by other amounts.
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
 * What a clock on the wall shows, e.g. `2026-01-31T20:59`.
 *
 * @param at milliseconds since the epoch
 */
export function wallTime(zone: string, at: number): string {
	return new Date(at + utcOffsetMs(zone, at)).toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length);
}
