/** Two calls in the wrong order do not change the order: lists are only nearly sorted. */
const CLEARLY = 3;

export type ListOrder = 'newest first' | 'oldest first' | 'none';

/**
 * The order of a list of calls, which is not documented.
 *
 * @param times when the calls were created, as the list has them, in milliseconds
 * @returns `newest first`, as its cursors suggest, if the times are inconclusive
 */
export function orderOf(times: number[]): ListOrder {
	const steps = times.slice(1).map((at, index) => Math.sign(at - (times[index] as number)));
	const rises = steps.filter((step) => step > 0).length;
	const falls = steps.filter((step) => step < 0).length;
	if (falls >= rises * CLEARLY) return 'newest first';
	return rises >= falls * CLEARLY ? 'oldest first' : 'none';
}

/**
 * Gives an entry without a time the time of its older neighbor, which does not change when newer calls follow.
 *
 * @param times as the list has them
 */
export function withTimes(times: Array<number | undefined>, order: ListOrder): number[] {
	const forwards = order === 'oldest first';
	const older = forwards ? times : [...times].reverse();
	let last = older.find((at) => at !== undefined) ?? NaN;
	const filled = older.map((at) => (last = at ?? last));
	return forwards ? filled : filled.reverse();
}
