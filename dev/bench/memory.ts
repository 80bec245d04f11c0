import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Stage } from '../environment';

const PROBE = join(__dirname, 'memoryProbe.cjs');
const LOOK_MS = 50;

/** Environment variables with which an n8n reports its memory. */
export function probedEnvironment(file: string): Record<string, string> {
	return { NODE_OPTIONS: `--require=${PROBE}`, TOPCALLS_BENCH_MEMORY: file };
}

/** @returns bytes that n8n's main process uses after garbage collection */
export async function memoryOf(stage: Stage, file: string): Promise<{ heap: number; rss: number }> {
	await rm(file, { force: true });
	process.kill(stage.n8n.pid as number, 'SIGUSR2');
	while (!existsSync(file)) await delay(LOOK_MS);
	const { heapUsed, external, rss } = JSON.parse(
		await readFile(file, 'utf8'),
	) as NodeJS.MemoryUsage;
	return { heap: heapUsed + external, rss };
}
