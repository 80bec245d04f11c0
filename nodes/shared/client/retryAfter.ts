/**
 * Reads a Retry-After header (RFC 9110): seconds, or a date.
 *
 * @param header the header's value, if there is one
 * @param now    when the answer was given, in milliseconds since the epoch: a date is meant by the server's clock
 * @returns milliseconds to wait, or undefined without a usable header
 */
export function parseRetryAfterMs(header: unknown, now: number): number | undefined {
	const value = Array.isArray(header) ? header[0] : header;
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const text = String(value).trim();
	if (text === '') return undefined;

	const seconds = Number(text);
	if (Number.isFinite(seconds)) return seconds >= 0 ? Math.ceil(seconds * 1000) : undefined;

	const date = Date.parse(text);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
