import type { IBinaryData } from 'n8n-workflow';

import type { TopCallsClient } from '../client';
import { openDownload, type Download } from './openDownload';
import { FileError } from './fileError';
import type { Readable } from './fileStream';
import { retryDelayMs } from '../retry';
import { asTopCallsError, TopCallsError } from '../../errors/TopCallsError';
import type { RequestContext } from '../transport';

/** Of a file that n8n collects in memory; about 100 minutes of a phone call as WAV. */
const MEMORY_LIMIT_BYTES = 100_000_000;
const MEMORY_LIMIT = '100 MB';

/** n8n's binary store. */
export interface BinaryStore {
	prepareBinaryData(file: Buffer | Readable, name: string, mimeType: string): Promise<IBinaryData>;
}

export interface SaveOptions {
	link: string;
	/** Of the file, without extension. */
	name: string;
	/** Among waiting requests the lowest goes first. */
	priority: number;
	/** Ends the download when the execution is canceled. */
	canceled?: AbortSignal;
}

/**
 * Downloads a recording into n8n's binary store, as a stream. Like other reads it is repeated after a lost
 * connection and while its host is busy; in between it takes no slot from other requests.
 *
 * @throws FileError, or the reason for which the request queue was aborted
 */
export async function saveDownload(
	context: RequestContext,
	client: TopCallsClient,
	store: BinaryStore,
	options: SaveOptions,
): Promise<IBinaryData> {
	const { queue, clock, retryPolicy, random, baseUrl } = client.settings;
	const firstSent = clock.now();
	let pauseMs = 0;
	for (let attempts = 1; ; attempts++) {
		const result = await queue.run(
			options.priority,
			async () =>
				await tryOnce(context, store, options, baseUrl, retryPolicy.responseTimeoutMs).catch(
					asTopCallsError,
				),
			pauseMs,
		);
		if (!(result instanceof TopCallsError)) return result;
		const elapsedMs = clock.now() - firstSent;
		const history = {
			attempts,
			failures: attempts,
			elapsedMs,
			stalledMs: elapsedMs,
			mayHaveSucceeded: false,
		};
		const delayMs = retryDelayMs(result, history, random(), retryPolicy);
		if (delayMs === undefined) throw result;
		pauseMs = delayMs;
	}
}

async function tryOnce(
	context: RequestContext,
	store: BinaryStore,
	{ link, name, canceled }: SaveOptions,
	baseUrl: string,
	timeoutMs: number,
): Promise<IBinaryData> {
	const abort = new AbortController();
	const cancel = () => abort.abort(new FileError('canceled', 'The execution was canceled'));
	canceled?.addEventListener('abort', cancel);
	const onBytes = limitInMemory(store);
	try {
		const file = await openDownload(context, link, { baseUrl, timeoutMs, abort, onBytes });
		return await save(store, name, file);
	} catch (error) {
		throw abort.signal.aborted ? abort.signal.reason : error;
	} finally {
		canceled?.removeEventListener('abort', cancel);
	}
}

async function save(
	store: BinaryStore,
	name: string,
	{ stream, mimeType, extension }: Download,
): Promise<IBinaryData> {
	const saved = await store
		.prepareBinaryData(stream, `${name}.${extension}`, mimeType)
		.catch(storeFailure);
	if (!(saved instanceof TopCallsError)) return saved;
	stream.destroy();
	throw saved;
}

/** An error of the stream is kept; any other is n8n's. */
function storeFailure(error: unknown): TopCallsError {
	if (error instanceof TopCallsError) return error;
	const why = error instanceof Error ? error.message : String(error);
	return new FileError('refused', `n8n could not store the recording: ${why}`, {
		hint: 'Check where this n8n stores files, and whether there is space left.',
	});
}

/** Only a store on disk takes a file as it comes; all others collect it in memory first. */
function limitInMemory(store: BinaryStore): (bytesSoFar: number) => Promise<void> {
	let isChecked = false;
	return async (bytesSoFar) => {
		if (isChecked || bytesSoFar <= MEMORY_LIMIT_BYTES) return;
		isChecked = true;
		// n8n says what kind of store it has only with a file that was stored.
		const { data } = await store.prepareBinaryData(Buffer.from('-'), 'probe.txt', 'text/plain');
		if (data.startsWith('filesystem')) return;
		throw new FileError(
			'refused',
			`The recording is larger than ${MEMORY_LIMIT}, and this n8n collects files in memory`,
			{ hint: 'Let n8n store files on disk: N8N_DEFAULT_BINARY_DATA_MODE=filesystem.' },
		);
	};
}
