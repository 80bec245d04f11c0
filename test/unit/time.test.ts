import { parseTime } from '../../nodes/shared/time';

const TEN_THIRTY = Date.UTC(2025, 11, 22, 10, 30);

test.each([
	'2025-12-22T10:30:00Z',
	'2025-12-22T10:30:00.000z',
	' 2025-12-22T10:30:00 ',
	'2025-12-22T10:30:00.000',
	'2025-12-22 10:30:00',
	'2025-12-22T10:30',
	'2025-12-22 10:30:00 +0000',
	'2025-12-22T11:30:00+01:00',
	'2025-12-22T11:30:00+0100',
	'2025-12-22 11:30:00+01',
	'2025-12-22T10:30:00.000000Z',
	TEN_THIRTY,
	TEN_THIRTY / 1_000,
	String(TEN_THIRTY),
	String(TEN_THIRTY / 1_000),
])('%j is half past ten in UTC, in any time zone of n8n', (written) => {
	expect(parseTime(written)).toBe(TEN_THIRTY);
});

test('a date alone is its midnight in UTC', () => {
	expect(parseTime('2025-12-22')).toBe(Date.UTC(2025, 11, 22));
});

test.each([null, undefined, '', 'soon', 'null', '12', 0, -1, NaN, Infinity, 1e300, true, {}, []])(
	'%j is not a time',
	(value) => {
		expect(parseTime(value)).toBeUndefined();
	},
);
