import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { delimiter } from 'node:path';
import { lastLines } from './logTail';
import type { NodeRuntime } from './nodeRuntime';

/** Runs npm on the given Node in a folder; its output goes to a log file, whose end is part of an error. */
export async function npm(
	args: string[],
	options: { folder: string; runtime: NodeRuntime; logFile: string },
): Promise<void> {
	const { folder, runtime, logFile } = options;
	const log = createWriteStream(logFile, { flags: 'a' });
	const child = spawn('npm', args, {
		cwd: folder,
		env: environment(runtime),
		// npm is a .cmd file on Windows, which only a shell can start.
		shell: process.platform === 'win32',
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	child.stdout.pipe(log, { end: false });
	child.stderr.pipe(log, { end: false });
	const code = await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	await new Promise((resolve) => log.end(resolve));
	if (code === 0) return;
	const text = await readFile(logFile, 'utf8');
	throw new Error(`npm ${args.join(' ')} ended with ${code} (${logFile}):\n${lastLines(text)}`);
}

function environment(runtime: NodeRuntime): NodeJS.ProcessEnv {
	const env: NodeJS.ProcessEnv = {
		...process.env,
		PATH: `${runtime.binFolder}${delimiter}${process.env.PATH}`,
	};
	// The headers must be those of the Node that will load the native modules, not of this one.
	if (runtime.headers) env.npm_config_nodedir = runtime.headers;
	return env;
}
