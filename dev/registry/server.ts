import type { IncomingMessage } from 'node:http';
import type { Server } from 'node:https';
import { join } from 'node:path';
import { runServer } from 'verdaccio';
import type { Certificate } from './certificate';

/**
 * An npm registry, not listening yet, from which anybody gets what anybody published, and nothing else. Its tarballs lie
 * under the host that is asked for.
 * @param folder Where it keeps all; the caller deletes it.
 * @param asked Gets the name of each package that somebody asks for.
 */
export async function createRegistryServer(
	folder: string,
	{ keyFile, certFile }: Certificate,
	asked: Set<string>,
): Promise<Server> {
	const server = (await runServer({
		storage: join(folder, 'storage'),
		self_path: folder,
		// Only the scheme of it counts: the caller chooses the port.
		listen: 'https://127.0.0.1:443',
		https: { key: keyFile, cert: certFile },
		// No user has to be known; npm sends a token that means nothing.
		auth: null,
		packages: { '**': { access: '$all', publish: '$all' } },
		// It has no other registry to ask.
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
