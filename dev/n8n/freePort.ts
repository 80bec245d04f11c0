import { createServer } from 'node:net';

/** A free port on loopback: the preferred one if possible, otherwise any. */
export async function freePort(preferred = 0): Promise<number> {
	try {
		return await probe(preferred);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
		return await probe(0);
	}
}

function probe(port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			const found = typeof address === 'object' && address ? address.port : port;
			server.close(() => resolve(found));
		});
	});
}
