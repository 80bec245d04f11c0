import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { pipeline } from 'node:stream';

/**
 * A proxy that is the only way out of the programs that use it, not listening yet. It leads to one host, which it finds
 * on a port of loopback, and nowhere else.
 */
export function createGate(host: string, port: number): Server {
	const gate = createServer((_request, response) => response.writeHead(403).end());
	gate.on('connect', ({ url = '' }, client, head) => {
		if (url !== `${host}:443`) {
			client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
			return;
		}
		client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
		client.unshift(head);
		// What breaks on one side ends the other.
		pipeline(client, connect(port, '127.0.0.1'), client, () => undefined);
	});
	return gate;
}
