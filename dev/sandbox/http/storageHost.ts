import http, { type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { bytesOfRecording, recordingIn } from '../recording';
import type { World } from '../world';
import type { Answer } from './answer';
import { breakOff } from './breakOff';
import { faultEffectOf } from './faultEffect';

/** A request that reached the host of the recordings. */
export interface StorageRequest {
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
}

/** Another host than the API, on its own port: serves recordings, writes down what it is sent. */
export class StorageHost {
	private received: StorageRequest[] = [];
	private readonly server: http.Server;

	constructor(private readonly world: Pick<World, 'settings' | 'faults'>) {
		this.server = http.createServer((request, response) => {
			this.received.push({ path: request.url!, headers: request.headers });
			void this.serve(request.url!, response);
		});
	}

	/** Listens on a free loopback port; resolves to the base URL. */
	async listen(): Promise<string> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** All requests so far. */
	requests(): readonly StorageRequest[] {
		return this.received;
	}

	/** Removes all requests. */
	clear(): void {
		this.received = [];
	}

	/** Stops listening and closes all connections. */
	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private async serve(path: string, response: ServerResponse): Promise<void> {
		const { faults, settings } = this.world;
		const fault = faults.next({ host: 'storage', method: 'GET', path, number: null });
		const { instead, delayMs, spoil } = faultEffectOf(fault);
		const { contentType, bytes } = recordingIn(settings.recordingFormat);
		const headers = { 'content-type': contentType };
		if (fault === null && settings.recordingBytes !== null) {
			const length = String(settings.recordingBytes);
			response.writeHead(200, { ...headers, 'content-length': length });
			Readable.from(bytesOfRecording(bytes, settings.recordingBytes)).pipe(response);
			return;
		}
		const answer = instead ?? spoil({ status: 200, headers, body: bytes });
		if (delayMs > 0) await sleep(delayMs, undefined, { ref: false });
		send(response, answer);
	}
}

function send(response: ServerResponse, answer: Answer | 'cut'): void {
	if (answer === 'cut') response.destroy();
	else if (answer.breaksOff) breakOff(response, answer, answer.breaksOff);
	else {
		const { status, headers, body } = answer;
		response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
		response.end(body);
	}
}
