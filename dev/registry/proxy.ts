import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { pipeline } from 'node:stream';

/**
 * A proxy through which programs reach one host only, which is served from a port on loopback. It does not listen yet.
 */
export function createProxy(host: string, port: number): Server {
	const proxy = createServer((_request, response) => response.writeHead(403).end());
	proxy.on('connect', ({ url = '' }, client, head) => {
		if (url !== `${host}:443`) {
			client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
			return;
		}
		client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
		client.unshift(head);
		// A broken connection on one side ends the other.
		pipeline(client, connect(port, '127.0.0.1'), client, () => undefined);
	});
	return proxy;
}
