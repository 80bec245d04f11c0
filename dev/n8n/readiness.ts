import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { lastLines } from './logTail';
import type { N8nProcess } from './n8nProcess';

const START_TIMEOUT_MILLISECONDS = 180_000;
export const PROBE_MILLISECONDS = 100;

/** What n8n prints after it has started the published workflows. */
const STARTED = 'Editor is now accessible';

/** The main process with the editor, or a worker or webhook processor of queue mode. */
export type Command = 'start' | 'worker' | 'webhook';

/** The log of an n8n, and where in it this start of n8n begins, in bytes. */
interface Log {
	file: string;
	from: number;
}

/** Waits until n8n answers requests and runs the published workflows; rejects with the end of its log if it does not. */
export async function untilReady(
	n8n: N8nProcess,
	url: string,
	command: Command,
	log: Log,
): Promise<void> {
	const stopProbing = new AbortController();
	const signal = AbortSignal.any([
		stopProbing.signal,
		AbortSignal.timeout(START_TIMEOUT_MILLISECONDS),
	]);
	const isReady = async () => {
		// One after the other: before n8n is healthy it answers anything with a page that says “starting up”.
		await untilAnswered(`${url}/healthz/readiness`, signal);
		if (command !== 'start') return;
		await untilAnswered(`${url}/rest/login`, signal);
		// Earlier, n8n would start a workflow again that was unpublished meanwhile.
		await untilLogged(STARTED, log, signal);
	};
	const failure = await Promise.race([isReady(), n8n.ended]).catch(String);
	stopProbing.abort();
	if (!failure) return;

	const end = lastLines(await readFile(log.file, 'utf8'));
	throw new Error(`n8n did not start (${failure}); the end of ${log.file}:\n${end}`);
}

async function untilLogged(text: string, { file, from }: Log, signal: AbortSignal): Promise<void> {
	while (!(await readFile(file)).subarray(from).includes(text)) {
		await delay(PROBE_MILLISECONDS, undefined, { signal });
	}
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
