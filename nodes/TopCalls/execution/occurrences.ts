/**
 * Counts for each value how many equal ones come before it.
 *
 * @returns one number for each value, from 0
 */
export function occurrences(values: string[]): number[] {
	const seen = new Map<string, number>();
	return values.map((value) => {
		const before = seen.get(value) ?? 0;
		seen.set(value, before + 1);
		return before;
	});
}
