/** Numbers below this are seconds since the epoch: as milliseconds they would be in the year 1973 or before. */
const LEAST_MS = 1e11;

/**
 * Reads a time as an API may write it: ISO 8601 (without a zone it is UTC), or seconds or milliseconds since the epoch.
 * The host's own time zone has no effect.
 *
 * @returns milliseconds since the epoch; undefined if it is not a time
 */
export function parseTime(value: unknown): number | undefined {
	if (typeof value === 'number') return ofNumber(value);
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	if (/^\d{9,}(\.\d+)?$/.test(text)) return ofNumber(Number(text));
	if (!/^\d{4}-\d\d-\d\d/.test(text)) return undefined;
	const iso = text.replace(/^(\d{4}-\d\d-\d\d) +/, '$1T');
	const hasZone = /(z|[+-]\d\d(:?\d\d)?)$/i.test(iso.slice('2026-01-01'.length));
	const at = Date.parse(hasZone ? withColon(iso) : iso.includes('T') ? `${iso}Z` : iso);
	return Number.isNaN(at) ? undefined : at;
}

/** `+0100` and `+01`, which ISO 8601 allows and JavaScript does not read. */
function withColon(iso: string): string {
	return iso.replace(/ *([+-]\d\d):?(\d\d)?$/, (_, hours: string, minutes = '00') => {
		return `${hours}:${String(minutes)}`;
	});
}

function ofNumber(value: number): number | undefined {
	if (!Number.isFinite(value) || value <= 0) return undefined;
	const at = value < LEAST_MS ? value * 1_000 : value;
	// Beyond what a date can be, such as nanoseconds.
	return at <= 8.64e15 ? Math.round(at) : undefined;
}
