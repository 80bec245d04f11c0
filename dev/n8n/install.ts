import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './installLock';
import { nodeBinary, nodeRuntimeFor } from './nodeRuntime';
import { npm } from './npm';
import { reportWhile, type Progress } from './progress';
import { cacheFolderOf, DEFAULT_VERSION, overridesOf } from './release';

/** An installed n8n. */
export interface InstalledN8n {
	version: string;
	/** The Node binary that runs it. */
	node: string;
	/** Its CLI program, to be run by `node`. */
	program: string;
}

/** Installs n8n once into the cache folder; later calls and other processes find it there. */
export async function installN8n(
	version = DEFAULT_VERSION,
	progress: Progress = () => undefined,
): Promise<InstalledN8n> {
	const folder = cacheFolderOf(version);
	const found = await findInstalled(folder);
	if (found) return found;

	const onWait = () => progress(`Waiting for another process that is installing n8n ${version}`);
	return await withLock(`${folder}.lock`, onWait, async () => {
		const foundMeanwhile = await findInstalled(folder);
		return foundMeanwhile ?? (await installInto(folder, version, progress));
	});
}

/** The marker file is written last, so a folder without it is only partly installed. */
function markerFile(folder: string): string {
	return join(folder, 'installed.json');
}

async function findInstalled(folder: string): Promise<InstalledN8n | undefined> {
	if (!existsSync(markerFile(folder))) return undefined;
	const installed = JSON.parse(await readFile(markerFile(folder), 'utf8')) as InstalledN8n;
	// Its Node may be the machine's own, which may have been removed since.
	return existsSync(installed.node) && existsSync(installed.program) ? installed : undefined;
}

async function installInto(
	folder: string,
	version: string,
	progress: Progress,
): Promise<InstalledN8n> {
	const runtime = nodeRuntimeFor(folder);
	const npmOptions = { folder, runtime, logFile: join(folder, 'install.log') };

	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await writeFile(
		join(folder, 'package.json'),
		JSON.stringify({
			private: true,
			dependencies: { n8n: version, ...runtime.dependencies },
			overrides: overridesOf(version),
		}),
	);
	progress(`n8n ${version} is installed once, into ${folder} (about 3 GB)`);
	await reportWhile(
		progress,
		'Downloading n8n, which takes about 3 minutes',
		npm(['install', '--ignore-scripts', '--no-audit', '--no-fund'], npmOptions),
	);
	await reportWhile(
		progress,
		'Building its SQLite module, which takes about 1 minute',
		npm(['rebuild', 'sqlite3', '--ignore-scripts=false'], npmOptions),
	);

	const installed: InstalledN8n = {
		version,
		node: nodeBinary(runtime),
		program: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
	};
	await writeFile(markerFile(folder), JSON.stringify(installed));
	return installed;
}
