import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { lastLines } from '../../dev/n8n/logTail';

const run = promisify(execFile);
const PROBE_MILLISECONDS = 50;

/** Runs a program until its own standard input closes, which happens when the process that started it ends. */
const UNTIL_INPUT_CLOSES = `
exec 3<&0
"$@" < /dev/null 3<&- &
program=$!
(cat <&3 > /dev/null; kill -INT $program 2> /dev/null) &
wait $program
`;

export interface ServiceOptions {
	/** The program and its arguments. */
	command: string[];
	/** A program that succeeds once the service answers. */
	probe: string[];
	logFile: string;
	/** The user it runs as, if different. */
	user?: { uid: number; gid: number };
}

/** A server program that this test run has started. */
export interface Service {
	stop(): Promise<void>;
}

/** Starts a server program and resolves when it answers; it ends with this process at the latest. */
export async function startService(options: ServiceOptions): Promise<Service> {
	const log = openSync(options.logFile, 'a');
	const child = spawn('sh', ['-c', UNTIL_INPUT_CLOSES, 'sh', ...options.command], {
		stdio: ['pipe', log, log],
		...options.user,
		// A folder that every user can read.
		cwd: '/',
		// Not reached by the terminal's Ctrl-C: n8n must end first.
		detached: true,
	});
	closeSync(log);
	let end: string | undefined;
	const ended = new Promise<void>((resolve) => {
		child.once('error', (error) => resolve(void (end = error.message)));
		child.once('exit', (code, signal) => resolve(void (end = signal ?? `exit code ${code}`)));
	});
	while (!(await answers(options.probe))) {
		if (end === undefined) {
			await delay(PROBE_MILLISECONDS);
			continue;
		}
		const text = lastLines(await readFile(options.logFile, 'utf8'));
		throw new Error(`${options.command[0]} did not start (${end}):\n${text}`);
	}
	return {
		stop: async () => {
			child.stdin?.end();
			await ended;
		},
	};
}

async function answers([program = '', ...args]: string[]): Promise<boolean> {
	return await run(program, args).then(
		() => true,
		() => false,
	);
}
