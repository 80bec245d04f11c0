import type { Progress } from '../n8n';
import type { Figures, Rounds } from './figures';
import type { Contender, Row } from './row';

/**
 * Runs the contenders in turns, in a different order each round, so that none of them always runs on
 * a warmer or a busier machine.
 */
export async function runRounds(
	row: Row,
	contenders: Contender[],
	rounds: number,
	progress: Progress,
): Promise<Rounds> {
	const measured: Rounds = Object.fromEntries(contenders.map(({ name }) => [name, []]));
	if (row.warmUp) {
		for (const contender of contenders) {
			progress(`${row.name}: warming up ${contender.name}`);
			await contender.measure();
		}
	}
	for (let round = 0; round < rounds; round++) {
		for (const { name, measure } of rotated(contenders, round)) {
			const figures = await measure();
			measured[name]?.push(figures);
			progress(`${row.name}: round ${round + 1} of ${rounds}, ${name}: ${summary(row, figures)}`);
		}
	}
	return measured;
}

function rotated(contenders: Contender[], round: number): Contender[] {
	const first = round % contenders.length;
	return [...contenders.slice(first), ...contenders.slice(0, first)];
}

function summary({ columns }: Row, figures: Figures): string {
	return columns
		.filter(({ key }) => figures[key] !== undefined)
		.map(({ key, title, digits = 0 }) => `${title} ${figures[key]?.toFixed(digits)}`)
		.join(', ');
}
