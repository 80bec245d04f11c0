import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	freePort,
	installN8n,
	N8nClient,
	startN8n,
	type Progress,
	type RunningN8n,
	type SavedWorkflow,
} from '../n8n';
import { startSandbox, type Sandbox } from '../sandbox';
import { exampleNamed, exampleNames } from './examples';
import { packThisPackage } from './tarball';

const N8N_PORT = 5678;
const SANDBOX_PORT = 4010;

/** Who can log in to the demo's n8n, which listens on this machine only. */
export const OWNER = {
	email: 'demo@example.com',
	password: 'TopCalls-demo-1',
	firstName: 'Demo',
	lastName: 'User',
};

/** A real n8n with this package, a sandbox of the TopCalls API, and the examples, ready to be run. */
export interface Stage {
	n8n: RunningN8n;
	sandbox: Sandbox;
	client: N8nClient;
	/** The imported examples by the name of their file. */
	workflows: Map<string, SavedWorkflow>;
}

/** Builds the stage, lets `play` use it, and leaves nothing of it behind. */
export async function withStage<T>(
	progress: Progress,
	play: (stage: Stage) => Promise<T>,
): Promise<T> {
	const folder = await mkdtemp(join(tmpdir(), 'topcalls-demo-'));
	let sandbox: Sandbox | undefined;
	let n8n: RunningN8n | undefined;
	try {
		progress('Building and packing this package');
		const communityPackage = await packThisPackage(folder);
		await installN8n(undefined, progress);

		progress('Starting n8n and a sandbox of the TopCalls API');
		// A key that can be told from any other text.
		const apiKey = `tc_live_${randomBytes(20).toString('hex')}`;
		sandbox = await startSandbox({ port: await freePort(SANDBOX_PORT), apiKey });
		const userFolder = join(folder, 'n8n');
		n8n = await startN8n({ communityPackage, userFolder, port: N8N_PORT });

		const client = new N8nClient(n8n.url);
		const workflows = await furnish(client, sandbox);
		return await play({ n8n, sandbox, client, workflows });
	} finally {
		await n8n?.stop();
		await sandbox?.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

/** Gives a fresh n8n an owner, the sandbox's credential and the example workflows. */
async function furnish(client: N8nClient, sandbox: Sandbox): Promise<Map<string, SavedWorkflow>> {
	await client.setupOwner(OWNER);
	const credential = await client.createCredential({
		name: 'TopCalls account',
		type: 'topCallsApi',
		data: { apiKey: sandbox.apiKey, baseUrl: sandbox.url },
	});
	const workflows = new Map<string, SavedWorkflow>();
	for (const name of exampleNames()) {
		workflows.set(name, await client.createWorkflow(exampleNamed(name), [credential]));
	}
	return workflows;
}
