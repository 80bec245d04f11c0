import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installN8n } from '../n8n';
import { packThisPackage } from '../environment';
import { readResults, writeResults, type Entry } from './results';
import { runRounds } from './runRounds';
import { describeMachine, load } from './machine';
import { benchmarksPage, rowReport } from './report';
import type { Row } from './row';
import { ROWS } from './rows';
import { Environments } from './environments';

/** With fewer, the figures are printed but not saved. */
const LEAST_ROUNDS = 5;

/** `npm run bench -- [rows] [--rounds 5]` */
async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		options: {
			rounds: { type: 'string', default: String(LEAST_ROUNDS) },
		},
		allowPositionals: true,
	});
	const rows = chosenRows(positionals);
	const rounds = Number(values.rounds);
	if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number');

	const folder = await mkdtemp(join(tmpdir(), 'topcalls-bench-'));
	try {
		console.log('Building and packing this package');
		const tarball = await packThisPackage(folder);
		await installN8n(undefined, console.log);
		for (const row of rows) await benchmark(row, tarball, rounds);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function benchmark(row: Row, tarball: string, rounds: number): Promise<void> {
	const environments = new Environments(tarball, console.log);
	try {
		const contenders = await row.prepare(environments);
		const loadBefore = load();
		const measured = await runRounds(row, contenders, rounds, console.log);
		const entry: Entry = {
			measuredAt: new Date().toISOString(),
			load: [loadBefore, load()],
			machine: await describeMachine(),
			rounds: measured,
		};
		console.log(rowReport(row, entry));
		if (rounds >= LEAST_ROUNDS) save(row, entry);
		else console.log(`Not saved: that takes at least ${LEAST_ROUNDS} rounds.`);
	} finally {
		await environments.closeAll();
	}
}

function save(row: Row, entry: Entry): void {
	const results = { ...readResults(), [row.name]: entry };
	writeResults(results, benchmarksPage(ROWS, results));
}

function chosenRows(names: string[]): Row[] {
	if (names.length === 0) return ROWS;
	return names.map((name) => {
		const row = ROWS.find((each) => each.name === name);
		if (row) return row;
		throw new Error(`There is no ${name}; rows are ${ROWS.map((each) => each.name).join(', ')}`);
	});
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
