import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AddressInfo, Socket } from 'node:net';

import { chance } from '../../dev/sandbox/seededRandom';

/** The faults of the network. */
export interface Weather {
	seed: number;
	/** Share of requests that arrive twice, as behind a proxy that repeats them. */
	repeated: number;
	/** After how many requests the port is closed for a while, as when TopCalls restarts. */
	outageEvery: number;
	outageMs: number;
}

export interface Network {
	url: string;
	counts: { requests: number; repeated: number; outages: number };
	stop(): Promise<void>;
}

/**
 * A proxy between n8n and the sandbox. An outage closes the port and every connection; the state of the sandbox
 * survives it, as a database survives the restart of its API.
 */
export async function startNetwork(sandboxUrl: string, weather: Weather): Promise<Network> {
	const counts = { requests: 0, repeated: 0, outages: 0 };
	const sockets = new Set<Socket>();
	const agent = new http.Agent({ keepAlive: true });
	const server = http.createServer((request, response) => {
		counts.requests += 1;
		const isRepeated = chance(weather.seed, 'repeat', counts.requests) < weather.repeated;
		if (isRepeated) counts.repeated += 1;
		void pass(request, response, isRepeated ? 2 : 1);
		if (counts.requests % weather.outageEvery === 0) void outage();
	});
	server.keepAliveTimeout = 60_000;
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});

	async function pass(request: http.IncomingMessage, response: http.ServerResponse, times: number) {
		try {
			const body = await read(request);
			const copies = Array.from({ length: times }, () => send(request, body));
			// If one copy was or may have been accepted, a refusal of the other means nothing.
			const answers = await Promise.all(copies);
			const [answer] = answers.sort((one, other) => rank(one.status) - rank(other.status));
			response.writeHead(answer?.status ?? 502, answer?.headers).end(answer?.body);
		} catch {
			request.socket.destroy();
		}
	}

	async function send(incoming: http.IncomingMessage, body: Buffer) {
		const { method, headers } = incoming;
		const url = new URL(incoming.url ?? '/', sandboxUrl);
		const request = http.request(url, { method, headers, agent });
		const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
			request.once('response', resolve).once('error', reject).end(body);
		});
		return { status: answer.statusCode ?? 502, headers: answer.headers, body: await read(answer) };
	}

	let port = 0;
	const listen = async () => {
		await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
		port = (server.address() as AddressInfo).port;
	};
	async function outage() {
		if (!server.listening) return;
		counts.outages += 1;
		server.close();
		for (const socket of sockets) socket.destroy();
		await sleep(weather.outageMs);
		if (!stopped) await listen();
	}

	let stopped = false;
	await listen();
	return {
		url: `http://127.0.0.1:${port}`,
		counts,
		async stop() {
			stopped = true;
			for (const socket of sockets) socket.destroy();
			agent.destroy();
			if (server.listening) await new Promise((resolve) => server.close(resolve));
		},
	};
}

function rank(status: number): number {
	if (status < 300) return 0;
	return status >= 500 || status === 408 ? 1 : 2;
}

async function read(stream: http.IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of stream) parts.push(part as Buffer);
	return Buffer.concat(parts);
}
