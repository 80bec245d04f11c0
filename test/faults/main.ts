import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

const JEST = require.resolve('jest/bin/jest');

/** `npm run test:faults -- [--seed <number>] [--calls <number>]`; exits with 1 unless reports and calls match. */
function main(): void {
	const { values } = parseArgs({
		options: { seed: { type: 'string' }, calls: { type: 'string', default: '20000' } },
	});
	const seed = values.seed ?? String(Date.now() % 1_000_000);
	const { calls } = values;
	if (!/^\d+$/.test(seed) || !/^[1-9]\d*$/.test(calls)) {
		throw new Error('--seed and --calls are whole numbers');
	}
	console.log(
		`Storm with seed ${seed}: ${calls} calls. To replay it: --seed ${seed} --calls ${calls}`,
	);

	// Jest can load n8n's engine and the nodes; silent, because n8n logs each fault.
	const child = spawn(process.execPath, [JEST, '--silent', '--runInBand', 'test/faults/storm'], {
		env: { ...process.env, STORM_SEED: seed, STORM_CALLS: calls },
		stdio: 'inherit',
	});
	child.once('exit', (code) => (process.exitCode = code ?? 1));
}

try {
	main();
} catch (error) {
	console.error((error as Error).message);
	process.exitCode = 1;
}
