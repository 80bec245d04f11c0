import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Edit {
	/** The version that the repacked package has. */
	version: string;
	/** A file of the package, and what to replace in it. */
	file: string;
	from: string;
	to: string;
}

/** Packs a tarball of `npm pack` again, with another version and a change; returns the new tarball. */
export async function repack(
	tarball: string,
	folder: string,
	{ version, file, from, to }: Edit,
): Promise<string> {
	const unpacked = join(folder, `package-${version}`);
	await mkdir(unpacked, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);

	const packageFile = join(unpacked, 'package.json');
	const packageJson = JSON.parse(await readFile(packageFile, 'utf8')) as { name: string };
	await writeFile(packageFile, JSON.stringify({ ...packageJson, version }));
	const text = await readFile(join(unpacked, file), 'utf8');
	if (!text.includes(from)) throw new Error(`${file} does not contain “${from}”`);
	await writeFile(join(unpacked, file), text.replace(from, to));

	await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: unpacked });
	return join(folder, `${packageJson.name}-${version}.tgz`);
}
