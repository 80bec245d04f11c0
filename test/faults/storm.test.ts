import { storm, type Storm } from './storm';

const { STORM_SEED = '1', STORM_CALLS = '300' } = process.env;
const EXAMPLES = 10;
const MINUTES = 60_000;

test(
	'while everything fails nobody is called twice or against a safety setting, and each call is an item or named in an error',
	async () => {
		const result = await storm(Number(STORM_SEED), Number(STORM_CALLS));
		if (process.env.STORM_SEED) process.stdout.write(report(result));

		expect(result.reconciliation).toEqual({
			counts: expect.any(Object),
			calledTwice: [],
			lost: [],
			nonexistent: [],
			unclear: [],
			calledDespiteSetting: [],
			heldWithoutSetting: [],
		});
		expect(result.facts['calls placed']).toBeGreaterThan(0);
		expect(result.facts['answered from memory']).toBeGreaterThan(0);
	},
	30 * MINUTES,
);

function report({ reconciliation: { counts, ...faults }, facts }: Storm): string {
	const found = Object.entries(faults).map(([name, phones]) => {
		const shown = phones.slice(0, EXAMPLES).join(', ');
		return [name, `${phones.length} ${shown}`];
	});
	const lines = [...Object.entries({ ...facts, ...counts }), ...found];
	return lines.map(([name, value]) => `  ${String(name).padEnd(44)}${value}\n`).join('');
}
