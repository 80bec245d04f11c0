import type { IncomingMessage } from 'node:http';
import type { Server } from 'node:https';
import { join } from 'node:path';
import { runServer } from 'verdaccio';
import type { Certificate } from './certificate';

/**
 * An npm registry that serves what was published to it, and nothing else. It does not listen yet. The URLs of its tarballs
 * contain the requested host.
 * @param folder its data; the caller deletes it
 * @param asked receives the name of each requested package
 */
export async function createRegistryServer(
	folder: string,
	{ keyFile, certFile }: Certificate,
	asked: Set<string>,
): Promise<Server> {
	const server = (await runServer({
		storage: join(folder, 'storage'),
		self_path: folder,
		// Only the scheme counts: the caller chooses the port.
		listen: 'https://127.0.0.1:443',
		https: { key: keyFile, cert: certFile },
		// There are no users; npm sends any token.
		auth: null,
		packages: { '**': { access: '$all', publish: '$all' } },
		// There is no upstream registry.
		uplinks: {},
		web: { enable: false },
		log: { type: 'stdout', format: 'json', level: 'silent' },
	})) as Server;
	server.on('request', ({ method, url = '' }: IncomingMessage) => {
		if (method === 'GET') asked.add(packageIn(url));
	});
	return server;
}

/** The package that a path such as `/name`, `/name/latest` or `/@scope%2fname` is about. */
function packageIn(path: string): string {
	const [, name = ''] = /^\/((@[^/]*\/)?[^/?]*)/.exec(decodeURIComponent(path)) ?? [];
	return name;
}
