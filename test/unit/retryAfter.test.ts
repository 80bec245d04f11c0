import { parseRetryAfterMs } from '../../nodes/shared/client/retryAfter';

const NOW = Date.parse('2025-12-22T10:30:00Z');

test.each<[header: unknown, wait: number | undefined]>([
	['120', 120_000],
	['0', 0],
	[' 1.5 ', 1_500],
	[3, 3_000],
	[['2', '9'], 2_000],
	['Mon, 22 Dec 2025 10:30:30 GMT', 30_000],
	['Mon, 22 Dec 2025 10:29:30 GMT', 0],
	['-5', undefined],
	['', undefined],
	['soon', undefined],
	['Infinity', undefined],
	[undefined, undefined],
	[null, undefined],
	[{}, undefined],
	[[], undefined],
])('Retry-After %j means to wait %j ms', (header, wait) => {
	expect(parseRetryAfterMs(header, NOW)).toBe(wait);
});
