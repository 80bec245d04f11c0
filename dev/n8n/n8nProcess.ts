import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const GRACE_MILLISECONDS = 15_000;

/** A running n8n with everything that it starts; none of it outlives this process. */
export class N8nProcess {
	private readonly child: ChildProcess;

	/** Resolves when n8n has ended, to a text that says how. */
	readonly ended: Promise<string>;

	constructor(node: string, args: string[], env: NodeJS.ProcessEnv, logFile: string) {
		const log = openSync(logFile, 'a');
		const preload = join(__dirname, 'endWithParent.cjs');
		this.child = spawn(node, ['--require', preload, ...args], {
			env,
			stdio: ['pipe', log, log],
			// Its own process group, so that a signal reaches n8n's task runners too.
			detached: process.platform !== 'win32',
		});
		closeSync(log);
		this.ended = new Promise((resolve) => {
			this.child.once('error', (error) => resolve(error.message));
			this.child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
		});
	}

	get pid(): number | undefined {
		return this.child.pid;
	}

	/** Asks n8n to stop, then kills the rest of its process group. */
	async stop(): Promise<void> {
		this.signal('SIGTERM');
		await Promise.race([this.ended, delay(GRACE_MILLISECONDS, undefined, { ref: false })]);
		await this.kill();
	}

	/** Kills n8n immediately, like a power cut. */
	async kill(): Promise<void> {
		this.signal('SIGKILL');
		await this.ended;
	}

	private signal(name: NodeJS.Signals): void {
		if (this.child.pid === undefined) return;
		try {
			process.kill(process.platform === 'win32' ? this.child.pid : -this.child.pid, name);
		} catch (error) {
			// The whole group has ended already.
			if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
		}
	}
}
