import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { lastLines } from './logTail';
import type { N8nProcess } from './n8nProcess';

const START_TIMEOUT_MILLISECONDS = 180_000;
const PROBE_MILLISECONDS = 100;

/** Waits until n8n answers at all the given addresses; rejects with the end of its log if it never will. */
export async function untilReady(
	n8n: N8nProcess,
	probes: string[],
	logFile: string,
): Promise<void> {
	const stopProbing = new AbortController();
	const signal = AbortSignal.any([
		stopProbing.signal,
		AbortSignal.timeout(START_TIMEOUT_MILLISECONDS),
	]);
	const answered = Promise.all(probes.map(async (probe) => await untilOk(probe, signal)));
	const failure = await Promise.race([answered.then(() => undefined), n8n.ended]).catch(String);
	stopProbing.abort();
	if (failure === undefined) return;

	const log = lastLines(await readFile(logFile, 'utf8'));
	throw new Error(`n8n did not start (${failure}); the end of ${logFile}:\n${log}`);
}

async function untilOk(url: string, signal: AbortSignal): Promise<void> {
	for (;;) {
		signal.throwIfAborted();
		const response = await fetch(url, { signal }).catch(() => undefined);
		if (response?.ok) return;
		await delay(PROBE_MILLISECONDS, undefined, { signal });
	}
}
