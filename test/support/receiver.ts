import http, { type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A webhook as it arrived. */
export interface Received {
	path: string;
	headers: IncomingHttpHeaders;
	body: string;
	payload: Record<string, unknown>;
}

/** A receiver of webhooks with a configurable answer; null does not answer at all. */
export class Receiver {
	readonly received: Received[] = [];
	answer: (webhook: Received) => number | null = () => 200;

	private constructor(private readonly server: http.Server) {}

	/** Starts a receiver on a free loopback port. */
	static async start(): Promise<Receiver> {
		const server = http.createServer();
		const receiver = new Receiver(server);
		server.on('request', (request, response) => {
			let body = '';
			request.on('data', (chunk: Buffer) => (body += chunk.toString()));
			request.on('end', () => {
				const payload = JSON.parse(body) as Record<string, unknown>;
				const webhook = { path: request.url!, headers: request.headers, body, payload };
				receiver.received.push(webhook);
				const status = receiver.answer(webhook);
				if (status !== null) response.writeHead(status).end();
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return receiver;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** Stops immediately. */
	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}
