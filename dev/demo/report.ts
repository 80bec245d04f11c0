/** One line of the report. */
export interface Row {
	example: string;
	node: string;
	/** Who was called, for a node that makes calls. */
	called: string;
	outcome: string;
	items: string;
	/** What is not as expected. */
	complaints: string[];
}

const LONGEST_CELL = 46;
const HEADINGS = ['example', 'node', 'numbers called', 'outcome', 'items', ''];

/** The rows in columns, with each complaint below its row. */
export function renderTable(rows: Row[]): string {
	const lines = rows.map((row) => cellsOf(row).map(shorten));
	const widths = HEADINGS.map((heading, column) =>
		Math.max(...[heading, ...lines.map((line) => line[column] ?? '')].map((cell) => cell.length)),
	);
	const render = (cells: string[]) =>
		cells
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd();

	return [
		render(HEADINGS),
		widths.map((width) => '-'.repeat(width)).join('  '),
		...rows.flatMap((row, index) => [
			render(lines[index] ?? []),
			...row.complaints.map((complaint) => `    ${complaint}`),
		]),
	].join('\n');
}

function cellsOf(row: Row): string[] {
	const verdict = row.complaints.length === 0 ? 'ok' : 'NOT OK';
	return [row.example, row.node, row.called, row.outcome, row.items, verdict];
}

function shorten(cell: string): string {
	return cell.length > LONGEST_CELL ? `${cell.slice(0, LONGEST_CELL - 1)}…` : cell;
}
