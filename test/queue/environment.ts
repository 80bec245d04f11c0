import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nClient, type SavedCredential } from '../../dev/n8n';
import { type Sandbox, startSandbox } from '../../dev/sandbox';
import { moveIn, packedPackage } from '../../dev/environment';
import { Cluster } from './cluster';

/** n8n in queue mode with this package, and a sandbox of the TopCalls API with a credential for it. */
export interface QueueEnvironment {
	cluster: Cluster;
	sandbox: Sandbox;
	/** A user of the main process. */
	client: N8nClient;
	/** An external program that calls n8n's webhooks. */
	outside: N8nClient;
	credential: SavedCredential;
	close(): Promise<void>;
}

/** Starts the environment; the caller closes it. */
export async function openQueueEnvironment(): Promise<QueueEnvironment> {
	const folder = await mkdtemp(join(tmpdir(), 'topcalls-queue-'));
	const apiKey = `tc_live_${randomBytes(20).toString('hex')}`;
	const sandbox = await startSandbox({ apiKey });
	let cluster: Cluster | undefined;
	const close = async () => {
		await cluster?.stop();
		await sandbox.stop();
		await rm(folder, { recursive: true, force: true });
	};
	try {
		cluster = await Cluster.start({ communityPackage: packedPackage(), folder });
		const outside = new N8nClient(cluster.webhookUrl);
		return { cluster, sandbox, outside, close, ...(await moveIn(cluster.url, sandbox)) };
	} catch (error) {
		await close();
		throw error;
	}
}
