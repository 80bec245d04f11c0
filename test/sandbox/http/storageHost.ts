import http, { type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { recordingIn } from '../recording';
import type { SandboxSettings } from '../settings';

/** A request that reached the host of the recordings. */
export interface StorageRequest {
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
}

/** Another host than the API, on its own port: serves recordings, writes down what it is sent. */
export class StorageHost {
	private received: StorageRequest[] = [];
	private readonly server: http.Server;

	constructor(settings: SandboxSettings) {
		this.server = http.createServer((request, response) => {
			this.received.push({ path: request.url!, headers: request.headers });
			const { contentType, bytes } = recordingIn(settings.recordingFormat);
			response.writeHead(200, { 'content-type': contentType, 'content-length': bytes.length });
			response.end(bytes);
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

	/** Forgets all requests. */
	clear(): void {
		this.received = [];
	}

	/** Stops listening and closes all connections. */
	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}
