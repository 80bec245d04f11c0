import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { placeCommunityPackage } from './communityPackage';
import { n8nEnvironment } from './environment';
import { freePort } from './freePort';
import { installN8n } from './install';
import { N8nProcess } from './n8nProcess';
import type { Progress } from './progress';
import { untilReady, type Command } from './readiness';

export interface StartOptions {
	version?: string;
	command?: Command;
	/** Folder of n8n's data; if missing, a temporary one that is deleted on stop. */
	userFolder?: string;
	/** Another port is used if it is not free. */
	port?: number;
	/** Tarball of `npm pack`, or folder, of the community package to load. */
	communityPackage?: string;
	/** More settings of n8n, which override the launcher's. */
	env?: Record<string, string>;
	progress?: Progress;
}

/** An n8n that answers requests. */
export interface RunningN8n {
	version: string;
	url: string;
	port: number;
	pid: number | undefined;
	userFolder: string;
	/** What n8n prints; kept after it has stopped. */
	logFile: string;
	/** Resolves when it has ended for any reason, to a text that says how. */
	ended: Promise<string>;
	/** Stops it in an orderly way, with everything that it started. */
	stop(): Promise<void>;
	/** Kills it, like a power cut. */
	kill(): Promise<void>;
}

/** Starts n8n, installs it first if necessary, and resolves when it answers requests. */
export async function startN8n(options: StartOptions = {}): Promise<RunningN8n> {
	const { command = 'start', communityPackage } = options;
	const installed = await installN8n(options.version, options.progress);
	const userFolder = options.userFolder ?? (await mkdtemp(join(tmpdir(), 'n8n-topcalls-')));
	await mkdir(userFolder, { recursive: true });
	if (communityPackage) await placeCommunityPackage(userFolder, communityPackage);

	const port = await freePort(options.port);
	const url = `http://127.0.0.1:${port}`;
	const logFile = `${userFolder}.${command}.log`;
	const env = { ...(await n8nEnvironment(installed, userFolder, port)), ...options.env };
	const logStart = await stat(logFile).then(
		({ size }) => size,
		() => 0,
	);
	const n8n = new N8nProcess(installed.node, [installed.program, command], env, logFile);

	const removeTemporary = async () => {
		if (!options.userFolder) await rm(userFolder, { recursive: true, force: true });
	};
	try {
		await untilReady(n8n, url, command, { file: logFile, from: logStart });
	} catch (error) {
		await n8n.kill();
		await removeTemporary();
		throw error;
	}
	return {
		version: installed.version,
		url,
		port,
		pid: n8n.pid,
		userFolder,
		logFile,
		ended: n8n.ended,
		stop: async () => {
			await n8n.stop();
			await removeTemporary();
		},
		kill: async () => await n8n.kill(),
	};
}
