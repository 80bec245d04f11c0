import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Environment } from '../environment';

const PROBE = join(__dirname, 'memoryProbe.cjs');
const LOOK_MS = 50;

/** Environment variables with which an n8n reports its memory. */
export function probedEnvironment(file: string): Record<string, string> {
	return { NODE_OPTIONS: `--require=${PROBE}`, TOPCALLS_BENCH_MEMORY: file };
}

/** What n8n's main process uses, after garbage collection. */
export interface Usage {
	/** In bytes. */
	heap: number;
	rss: number;
	/** CPU time so far, in milliseconds, and how much of it this measurement took. */
	cpuMs: number;
	probeMs: number;
}

/** Measures n8n's main process. */
export async function memoryOf(environment: Environment, file: string): Promise<Usage> {
	await rm(file, { force: true });
	process.kill(environment.n8n.pid as number, 'SIGUSR2');
	while (!existsSync(file)) await delay(LOOK_MS);
	const { heapUsed, external, rss, cpuMs, probeMs } = JSON.parse(
		await readFile(file, 'utf8'),
	) as NodeJS.MemoryUsage & Pick<Usage, 'cpuMs' | 'probeMs'>;
	return { heap: heapUsed + external, rss, cpuMs, probeMs };
}

/** Lets the peak of n8n's memory count from now on, on Linux. */
export async function resetPeak({ n8n }: Environment): Promise<void> {
	await writeFile(`/proc/${n8n.pid}/clear_refs`, '5');
}

/** @returns bytes that n8n's main process had in memory at most, since `resetPeak` */
export async function peakOf({ n8n }: Environment): Promise<number> {
	const status = await readFile(`/proc/${n8n.pid}/status`, 'utf8');
	return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1_024;
}
