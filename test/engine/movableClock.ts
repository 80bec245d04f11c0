import { wallTime } from '../../nodes/TopCalls/resources/call/make/safety/wallClock';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What the test does to the time of day that the node reads. */
export interface MovableClock {
	/** Calling Hours of three hours, the last of which is over as soon as a test lets it pass. */
	hoursThatEndNow(zone: string): { from: string; to: string };
	/** Lets an hour pass as soon as something has happened; without it, puts the clock back. */
	passWhen(hasHappened?: () => boolean): void;
}

/** Moves the time of day in the tests of a file; durations are measured by another clock. */
export function movableClock(): MovableClock {
	const realNow = Date.now.bind(Date);
	let hasHappened: (() => boolean) | undefined;
	beforeEach(() => {
		hasHappened = undefined;
		jest.spyOn(Date, 'now').mockImplementation(() => realNow() + (hasHappened?.() ? HOUR_MS : 0));
	});
	afterEach(() => jest.restoreAllMocks());
	return {
		hoursThatEndNow: (zone) => {
			const at = (shiftMs: number) => wallTime(zone, realNow() + shiftMs).slice(11);
			return { from: at(-2 * HOUR_MS), to: at(HOUR_MS / 2) };
		},
		passWhen: (condition) => (hasHappened = condition),
	};
}
