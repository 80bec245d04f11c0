import type { IExecuteFunctions } from 'n8n-workflow';

/** A stream as n8n's binary store takes it. */
export type Readable = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

export interface Supervision {
	/** Milliseconds that the source may take for the next bytes. */
	idleTimeoutMs: number;
	/** Is called when it takes longer; must break the source. */
	onIdle(): void;
	/** Is called before a chunk is handed on; what it throws breaks the stream. */
	onBytes(bytesSoFar: number): Promise<void> | void;
	/** What is thrown for an error of the source. */
	failure(error: unknown): Error;
}

/** A stalled source is noticed at most this much later. */
const PROBE_MS = 1_000;

/**
 * The same bytes as a new stream, which reads no more than its reader requests and monitors its source.
 * n8n lets no node import node:stream, so the source's own class makes it.
 */
export function supervised(source: Readable, supervision: Supervision): Readable {
	const { from } = source.constructor as unknown as {
		from(chunks: AsyncIterable<Buffer>, options: { objectMode: boolean }): Readable;
	};
	const stream = from(chunksOf(source, supervision), { objectMode: false });
	// The reader gets the error; without a reader, it must not end the process.
	return stream.on('error', () => undefined);
}

async function* chunksOf(source: Readable, supervision: Supervision): AsyncGenerator<Buffer> {
	let isOver = false;
	/** Since when the source has been asked for bytes; undefined while its reader has some. */
	let askedAt: number | undefined = Date.now();
	const { idleTimeoutMs } = supervision;
	const watch = () => {
		if (isOver) return;
		if (askedAt !== undefined && Date.now() - askedAt > idleTimeoutMs) supervision.onIdle();
		// A timer that keeps no process alive.
		else AbortSignal.timeout(Math.min(PROBE_MS, idleTimeoutMs)).addEventListener('abort', watch);
	};
	watch();
	let bytes = 0;
	try {
		for await (const chunk of source as AsyncIterable<Buffer>) {
			askedAt = undefined;
			bytes += chunk.length;
			await supervision.onBytes(bytes);
			yield chunk;
			askedAt = Date.now();
		}
	} catch (error) {
		throw supervision.failure(error);
	} finally {
		isOver = true;
	}
}

/**
 * Reads the first bytes of a stream and leaves them in it.
 *
 * @param count how many are wanted
 * @returns fewer of a shorter stream
 */
export async function firstBytes(stream: Readable, count: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let length = 0;
	while (length < count && !stream.readableEnded) {
		const chunk = stream.read() as Buffer | null;
		if (chunk === null) await readable(stream);
		else length = chunks.push(chunk) && length + chunk.length;
	}
	const bytes = Buffer.concat(chunks);
	if (!stream.readableEnded) stream.unshift(bytes);
	return bytes.subarray(0, count);
}

/** Waits until a stream has more bytes, or has ended. */
async function readable(stream: Readable): Promise<void> {
	const events = ['readable', 'end', 'error'] as const;
	await new Promise<void>((resolve, reject) => {
		const settle = (error?: Error) => {
			for (const event of events) stream.off(event, settle);
			if (error) reject(error);
			else resolve();
		};
		for (const event of events) stream.on(event, settle);
	});
}
