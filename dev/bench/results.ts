import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rounds } from './figures';
import type { Machine } from './machine';

const FOLDER = join(__dirname, '..', '..', 'docs');
const JSON_FILE = join(FOLDER, 'benchmarks.json');
const MARKDOWN_FILE = join(FOLDER, 'benchmarks.md');

/** Everything that was measured for one row. */
export interface Entry {
	/** ISO 8601. */
	measuredAt: string;
	/** The machine's load average when the row began, and when it ended. */
	load: [before: number, after: number];
	machine: Machine;
	rounds: Rounds;
}

/** The last measurement of each row, by its name. */
export type Results = Record<string, Entry>;

export function readResults(): Results {
	if (!existsSync(JSON_FILE)) return {};
	return JSON.parse(readFileSync(JSON_FILE, 'utf8')) as Results;
}

export function writeResults(results: Results, markdown: string): void {
	mkdirSync(FOLDER, { recursive: true });
	writeFileSync(JSON_FILE, `${JSON.stringify(results, undefined, '\t')}\n`);
	writeFileSync(MARKDOWN_FILE, markdown);
}
