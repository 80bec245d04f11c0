import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { CommunityNodes, N8nClient, startN8n, type RunningN8n } from '../../dev/n8n';
import { repack, startRegistry } from '../../dev/registry';
import { type Sandbox, startSandbox } from '../../dev/sandbox';
import { OWNER } from '../../dev/environment';

/** The description of the node in this version and in the previous one. */
export const DESCRIPTION = 'Make AI phone calls and get the transcript, summary and recording';
export const PREVIOUS = { version: '0.0.1', description: 'What the previous version did' };

/** An n8n without the package, an npm registry that has a previous version of it, and a sandbox. */
export interface Installation {
	readonly client: N8nClient;
	readonly communityNodes: CommunityNodes;
	readonly sandbox: Sandbox;
	/** Address of n8n. */
	readonly url: string;
	/** Names of the packages that n8n requested from the registry. */
	readonly asked: ReadonlySet<string>;
	/** Where n8n puts the package. */
	readonly packageFolder: string;
	/** Publishes this version of the package, for n8n to find. */
	publish(): Promise<void>;
	restart(): Promise<void>;
	/** Stops everything and deletes all data. */
	close(): Promise<void>;
}

/** Starts it; the caller closes it. */
export async function openInstallation(): Promise<Installation> {
	const tarball = process.env.TOPCALLS_TARBALL;
	if (!tarball) throw new Error('Run these tests with: npm run test:e2e');
	const folder = await mkdtemp(join(tmpdir(), 'topcalls-install-'));
	const userFolder = join(folder, 'n8n');
	const registry = await startRegistry();
	const sandbox = await startSandbox();
	let n8n: RunningN8n | undefined;
	const close = async () => {
		await n8n?.stop();
		await sandbox.stop();
		await registry.stop();
		await rm(folder, { recursive: true, force: true });
	};
	try {
		await registry.prepare(userFolder);
		await registry.publish(
			await repack(tarball, folder, {
				version: PREVIOUS.version,
				file: 'dist/nodes/bundle.js',
				from: DESCRIPTION,
				to: PREVIOUS.description,
			}),
		);
		const start = async (port?: number) =>
			await startN8n({ userFolder, port, env: registry.n8nEnv });
		n8n = await start();
		const { url, port } = n8n;
		const client = new N8nClient(url);
		await client.setupOwner(OWNER);
		return {
			client,
			communityNodes: await CommunityNodes.of(url, OWNER),
			sandbox,
			url,
			asked: registry.asked,
			packageFolder: join(userFolder, '.n8n', 'nodes', 'node_modules', packageJson.name),
			publish: async () => await registry.publish(tarball),
			restart: async () => {
				await n8n?.stop();
				n8n = await start(port);
			},
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}
