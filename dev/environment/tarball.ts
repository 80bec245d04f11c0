import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const REPOSITORY = join(__dirname, '..', '..');
const run = promisify(execFile);

/** Builds this package, packs it as npm would publish it, and returns the path of the tarball. */
export async function packThisPackage(folder: string): Promise<string> {
	await npm('run', 'build');
	await npm('pack', '--ignore-scripts', '--pack-destination', folder);
	const tarball = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
	if (!tarball) throw new Error(`npm pack left no tarball in ${folder}`);
	return join(folder, tarball);
}

async function npm(...args: string[]): Promise<void> {
	// npm is a .cmd file on Windows, which only a shell can start.
	await run('npm', args, { cwd: REPOSITORY, shell: process.platform === 'win32' });
}
