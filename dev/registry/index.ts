import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createCertificate } from './certificate';
import { createProxy } from './proxy';
import { createRegistryServer } from './server';

export { repack } from './repack';

const run = promisify(execFile);

/** n8n without a license installs from this host only, so this registry pretends to be it. */
const PUBLIC_HOST = 'registry.npmjs.org';
const PUBLIC_URL = `https://${PUBLIC_HOST}`;

/** npm publishes only with a token. */
const ANY_TOKEN = `--//${PUBLIC_HOST}/:_authToken=anybody`;

/** An npm registry on loopback that pretends to be the public one. */
export interface Registry {
	/** Names of the packages that were requested. */
	asked: ReadonlySet<string>;
	/** Environment variables of an n8n that uses it and reaches no other host over https. */
	n8nEnv: Record<string, string>;
	/** Prepares the folder of an n8n that uses it. */
	prepare(userFolder: string): Promise<void>;
	/** Publishes a tarball of `npm pack`, as the latest version. */
	publish(tarball: string): Promise<void>;
	stop(): Promise<void>;
}

/** Starts an empty registry. */
export async function startRegistry(): Promise<Registry> {
	const folder = await mkdtemp(join(tmpdir(), 'topcalls-registry-'));
	const certificate = await createCertificate(folder, PUBLIC_HOST);
	const asked = new Set<string>();

	const server = await listening(await createRegistryServer(folder, certificate, asked));
	const proxy = await listening(createProxy(PUBLIC_HOST, portOf(server)));
	const gateUrl = `http://127.0.0.1:${portOf(proxy)}`;

	const settings = [
		['registry', `${PUBLIC_URL}/`],
		['https-proxy', gateUrl],
		['cafile', certificate.certFile],
		['cache', join(folder, 'cache')],
	];
	return {
		asked,
		n8nEnv: { HTTPS_PROXY: gateUrl, NODE_EXTRA_CA_CERTS: certificate.certFile },
		// n8n 1.x does not pass its environment to npm, so npm must find its settings in its folder.
		prepare: async (userFolder) => {
			const nodesFolder = join(userFolder, '.n8n', 'nodes');
			await mkdir(nodesFolder, { recursive: true });
			const lines = settings.map(([name, value]) => `${name}=${value}\n`);
			await writeFile(join(nodesFolder, '.npmrc'), lines.join(''));
		},
		publish: async (tarball) => {
			// As options, which override all other settings: a test must never reach the real registry.
			const options = settings.map(([name, value]) => `--${name}=${value}`);
			await run('npm', ['publish', tarball, ...options, ANY_TOKEN], { cwd: folder });
		},
		stop: async () => {
			await closed(server);
			await closed(proxy);
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** Makes a server listen on a free port of loopback. */
async function listening<S extends Server>(server: S): Promise<S> {
	await once(server.listen(0, '127.0.0.1'), 'listening');
	return server;
}

async function closed(server: Server): Promise<void> {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
}

function portOf(server: Server): number {
	return (server.address() as AddressInfo).port;
}
