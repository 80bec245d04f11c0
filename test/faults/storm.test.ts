import { storm, type Storm } from './storm';

const { STORM_SEED = '1', STORM_CALLS = '300' } = process.env;
const EXAMPLES = 10;
const MINUTES = 60_000;

test(
	'while everything fails nobody is called twice, and each call made is an item or named in an error',
	async () => {
		const result = await storm(Number(STORM_SEED), Number(STORM_CALLS));
		if (process.env.STORM_SEED) process.stdout.write(report(result));

		const { calledTwice, lost, nonexistent, unclear } = result.reconciliation;
		expect({ calledTwice, lost, nonexistent, unclear }).toEqual({
			calledTwice: [],
			lost: [],
			nonexistent: [],
			unclear: [],
		});
		expect(result.facts['calls placed']).toBeGreaterThan(0);
		expect(result.facts['answered from memory']).toBeGreaterThan(0);
	},
	20 * MINUTES,
);

function report({ reconciliation: { counts, ...faults }, facts }: Storm): string {
	const found = Object.entries(faults).map(([name, phones]) => {
		const shown = phones.slice(0, EXAMPLES).join(', ');
		return [name, `${phones.length} ${shown}`];
	});
	const lines = [...Object.entries({ ...facts, ...counts }), ...found];
	return lines.map(([name, value]) => `  ${String(name).padEnd(26)}${value}\n`).join('');
}
