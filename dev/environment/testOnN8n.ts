import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_VERSION, installN8n } from '../n8n';
import { packThisPackage } from './tarball';

const JEST = require.resolve('jest/bin/jest');

/**
 * Packs this package, installs n8n, and runs the tests of a jest configuration one after the other.
 *
 * @param args `[--n8n <version>] [jest's arguments]`
 * @returns the exit code of jest
 */
export async function testOnN8n(config: string, args: string[]): Promise<number> {
	const at = args.indexOf('--n8n');
	const [, version = DEFAULT_VERSION] = at === -1 ? [] : args.splice(at, 2);
	const folder = await mkdtemp(join(tmpdir(), 'topcalls-tests-'));
	try {
		console.log('Building and packing this package');
		const tarball = await packThisPackage(folder);
		await installN8n(version, console.log);
		console.log(`Testing on n8n ${version}`);
		const env = { N8N_VERSION: version, TOPCALLS_TARBALL: tarball };
		return await jest(['--config', config, '--runInBand', ...args], env);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** The tarball of this package, in a test that `testOnN8n` has started. */
export function packedPackage(): string {
	const tarball = process.env.TOPCALLS_TARBALL;
	if (!tarball) throw new Error('Run these tests with npm run test:e2e or npm run test:queue');
	return tarball;
}

function jest(args: string[], env: Record<string, string>): Promise<number> {
	const child = spawn(process.execPath, [JEST, ...args], {
		env: { ...process.env, ...env },
		stdio: 'inherit',
	});
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code) => resolve(code ?? 1));
	});
}
