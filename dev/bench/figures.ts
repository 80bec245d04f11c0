/** The minimum, median and maximum of what was measured. */
export interface Spread {
	min: number;
	median: number;
	max: number;
}

/** @param values at least one */
export function spreadOf(values: number[]): Spread {
	const sorted = [...values].sort((a, b) => a - b);
	const at = (index: number) => sorted[index] ?? NaN;
	const middle = (sorted.length - 1) / 2;
	return {
		min: at(0),
		median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
		max: at(sorted.length - 1),
	};
}

/** What one round of one contender measured, by the key of the column. */
export type Figures = Record<string, number>;

/** All rounds of all contenders, in the order in which they are shown. */
export type Rounds = Record<string, Figures[]>;

/** The figure that has a goal, once for each round, so that both sides of a ratio are of the same round. */
export function perRound(
	rounds: Rounds,
	figure: (figuresOf: (contender: string) => Figures) => number,
): number[] {
	const count = Math.min(...Object.values(rounds).map((figures) => figures.length));
	return Array.from({ length: count }, (_, round) =>
		figure((contender) => rounds[contender]?.[round] ?? {}),
	);
}
