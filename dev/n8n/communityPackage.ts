import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

interface PackageJson {
	name: string;
	version: string;
}

/**
 * Puts a community package where n8n keeps the ones that it has installed itself, so that its node
 * types get the same names as for a user. `source` is a tarball of `npm pack`, or a package's folder.
 */
export async function placeCommunityPackage(userFolder: string, source: string): Promise<void> {
	const nodesFolder = join(userFolder, '.n8n', 'nodes');
	const staging = join(nodesFolder, 'unpacked');
	await rm(staging, { recursive: true, force: true });
	await mkdir(staging, { recursive: true });
	if (source.endsWith('.tgz')) {
		await run('tar', ['-xzf', source, '-C', staging, '--strip-components=1']);
	} else {
		await copyPackedFiles(source, staging);
	}

	const { name, version } = await readPackageJson(staging);
	const target = join(nodesFolder, 'node_modules', name);
	await rm(target, { recursive: true, force: true });
	await cp(staging, target, { recursive: true });
	await rm(staging, { recursive: true });
	await writeFile(
		join(nodesFolder, 'package.json'),
		JSON.stringify({ name: 'installed-nodes', private: true, dependencies: { [name]: version } }),
	);
}

/** Only what npm would publish, so no node_modules. */
async function copyPackedFiles(source: string, target: string): Promise<void> {
	const { files = ['dist'] } = (await readPackageJson(source)) as { files?: string[] };
	for (const file of ['package.json', ...files]) {
		await cp(join(source, file), join(target, file), { recursive: true });
	}
}

async function readPackageJson(folder: string): Promise<PackageJson> {
	return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as PackageJson;
}
