import type { Results, Entry } from './results';
import { perRound, spreadOf, type Figures, type Spread } from './figures';
import type { Machine } from './machine';
import type { Goal, Row } from './row';

/** docs/benchmarks.md: the goals, then each row with what was measured and how. */
export function benchmarksPage(rows: Row[], results: Results): string {
	const measured = rows.flatMap((row) => {
		const entry = results[row.name];
		return entry ? [{ row, entry }] : [];
	});
	return [
		'# Benchmarks',
		'',
		INTRODUCTION,
		'',
		'## Goals',
		'',
		...markdownTable(
			['figure', 'goal', 'median', 'min – max', ''],
			measured.flatMap(({ row, entry }) => row.goals.map((goal) => goalCells(goal, entry))),
		),
		'',
		...measured.flatMap(({ row, entry }) => section(row, entry)),
	].join('\n');
}

const INTRODUCTION = `Written by \`npm run bench\`; nothing here is written by hand. Both sides of each comparison run in turns on the same n8n
and against the same sandbox of the TopCalls API, at least five rounds each. Look at the ratios: the times depend on
the machine. All rounds are in [benchmarks.json](benchmarks.json).`;

/** A row's figures for the terminal. */
export function rowReport(row: Row, entry: Entry): string {
	const goals = row.goals.map((goal) => goalCells(goal, entry).join('  '));
	return [`\n${row.title}`, ...textTable(...figuresTable(row, entry)), ...goals].join('\n');
}

function section(row: Row, entry: Entry): string[] {
	return [
		`## ${row.title}`,
		'',
		row.how,
		'',
		...markdownTable(...figuresTable(row, entry)),
		'',
		...row.remarks.map((remark) => `- ${remark}`),
		`- ${circumstances(entry)}`,
		'',
	];
}

function circumstances({ machine, measuredAt, load, rounds }: Entry): string {
	const count = Math.max(...Object.values(rounds).map((figures) => figures.length));
	return `Measured ${measuredAt.slice(0, 10)}, ${count} rounds, median (min – max). ${describe(machine)}, load average ${load[0]} before and ${load[1]} after.`;
}

function describe(machine: Machine): string {
	const { processor, cores, memoryGb, system, n8n, node, package: version } = machine;
	return `n8n ${n8n} on Node ${node.replace(/^v/, '')}, package ${version}, ${cores} cores of ${processor}, ${memoryGb} GB, ${system}`;
}

function goalCells(goal: Goal, entry: Entry): string[] {
	const spread = spreadOf(perRound(entry.rounds, goal.figure));
	const digits = goal.digits ?? 0;
	return [
		goal.title,
		goal.wanted,
		written(spread.median, digits),
		`${written(spread.min, digits)} – ${written(spread.max, digits)}`,
		verdict(goal, spread.median),
	];
}

function verdict({ isMet }: Goal, value: number): string {
	if (!isMet) return '';
	return isMet(value) ? 'met' : '**missed**';
}

function figuresTable(row: Row, { rounds }: Entry): [headings: string[], lines: string[][]] {
	const lines = Object.entries(rounds).map(([contender, figures]) => [
		contender,
		...row.columns.map(({ key, digits = 0 }) => cell(figures, key, digits)),
	]);
	return [['', ...row.columns.map(({ title }) => title)], lines];
}

function cell(figures: Figures[], key: string, digits: number): string {
	const values = figures.flatMap((round) => round[key] ?? []);
	return values.length === 0 ? '' : spreadText(spreadOf(values), digits);
}

function spreadText({ min, median, max }: Spread, digits: number): string {
	const [low, middle, high] = [min, median, max].map((value) => written(value, digits));
	return low === high ? `${middle}` : `${middle} (${low} – ${high})`;
}

function written(value: number, digits: number): string {
	return value.toLocaleString('en-US', {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	});
}

function markdownTable(headings: string[], lines: string[][]): string[] {
	const render = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [render(headings), `|${'---|'.repeat(headings.length)}`, ...lines.map(render)];
}

function textTable(headings: string[], lines: string[][]): string[] {
	const all = [headings, ...lines];
	const widths = headings.map((_, column) =>
		Math.max(...all.map((cells) => cells[column]?.length ?? 0)),
	);
	return all.map((cells) =>
		cells.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  '),
	);
}
