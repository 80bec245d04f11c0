import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { lastLines } from './logTail';
import type { N8nProcess } from './n8nProcess';

const START_TIMEOUT_MILLISECONDS = 180_000;
export const PROBE_MILLISECONDS = 100;

/** Waits until n8n answers at each of the given addresses; rejects with the end of its log if it does not. */
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
	// One after the other: before n8n is healthy it answers anything with a page that says “starting up”.
	const answerAll = async () => {
		for (const probe of probes) await untilAnswered(probe, signal);
	};
	const failure = await Promise.race([answerAll(), n8n.ended]).catch(String);
	stopProbing.abort();
	if (!failure) return;

	const log = lastLines(await readFile(logFile, 'utf8'));
	throw new Error(`n8n did not start (${failure}); the end of ${logFile}:\n${log}`);
}

async function untilAnswered(url: string, signal: AbortSignal): Promise<void> {
	for (;;) {
		signal.throwIfAborted();
		const response = await fetch(url, { signal }).catch(() => undefined);
		// “Not logged in” also means that the route exists.
		if (response?.ok || response?.status === 401) return;
		await delay(PROBE_MILLISECONDS, undefined, { signal });
	}
}
