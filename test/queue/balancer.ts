import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';

/** The load balancer in front of n8n's webhook processors. */
export interface Balancer {
	url: string;
	/** Sends each new request to the next of these ports. */
	serve(ports: number[]): void;
	stop(): Promise<void>;
}

/** Requests that one webhook processor gets at the same time; others wait. */
const AT_ONCE = 8;

/** Starts a balancer on a free port of this machine. */
export async function startBalancer(): Promise<Balancer> {
	const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
	let ports: number[] = [];
	let turn = 0;
	const server = createServer((incoming, outgoing) => {
		const port = ports[turn++ % ports.length];
		if (port === undefined) outgoing.writeHead(503).end();
		else forward(incoming, outgoing, port, agent);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (typeof address !== 'object' || !address) throw new Error('The load balancer has no port');
	return {
		url: `http://127.0.0.1:${address.port}`,
		serve: (targets) => {
			ports = targets;
		},
		stop: async () => {
			agent.destroy();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function forward(
	incoming: IncomingMessage,
	outgoing: ServerResponse,
	port: number,
	agent: Agent,
): void {
	const { method, url, headers } = incoming;
	const onward = request({ host: '127.0.0.1', port, method, path: url, headers, agent });
	onward.on('response', (answer) => {
		outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
		answer.pipe(outgoing);
	});
	onward.on('error', () => {
		if (outgoing.headersSent) outgoing.destroy();
		else outgoing.writeHead(502).end();
	});
	// A client that has disconnected gets no answer.
	outgoing.on('close', () => onward.destroy());
	incoming.pipe(onward);
}
