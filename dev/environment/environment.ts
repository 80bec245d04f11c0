import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	N8nClient,
	startN8n,
	type Progress,
	type RunningN8n,
	type SavedCredential,
	type StartOptions,
} from '../n8n';
import { startSandbox, type Sandbox, type SandboxSettings } from '../sandbox';

/** The owner of the n8n, which listens on this machine only. */
export const OWNER = {
	email: 'demo@example.com',
	password: 'TopCalls-demo-1',
	firstName: 'Demo',
	lastName: 'User',
};

export interface EnvironmentOptions {
	/** Tarball of `npm pack`, or folder, of the package to try. */
	communityPackage: string;
	/** The tests' default version if missing. */
	n8nVersion?: string;
	/** Another port is used if it is not free. */
	n8nPort?: number;
	/** More settings of n8n, as environment variables. */
	n8nEnv?: Record<string, string>;
	sandbox?: Partial<SandboxSettings>;
	/** Fields of the TopCalls credential other than its key and Base URL. */
	credential?: Record<string, unknown>;
	progress?: Progress;
}

/** A real n8n with this package, its owner logged in, and a sandbox of the TopCalls API with a credential for it. */
export interface Environment {
	/** The n8n that is running, or ran last. */
	readonly n8n: RunningN8n;
	readonly sandbox: Sandbox;
	readonly client: N8nClient;
	/** The TopCalls credential, for `client.createWorkflow`. */
	readonly credential: SavedCredential;
	/** Kills n8n, like a power cut. */
	killN8n(): Promise<void>;
	/** Starts a stopped n8n again, with the same data and at the same address. */
	startN8n(): Promise<void>;
	/** Stops n8n in an orderly way and starts it again. */
	restartN8n(): Promise<void>;
	/** Stops everything and deletes all data. */
	close(): Promise<void>;
}

/** Sets up the owner of a new n8n and a TopCalls credential for the sandbox.
 *
 * @param fields of the credential other than its key and Base URL
 */
export async function moveIn(
	url: string,
	sandbox: Sandbox,
	fields: Record<string, unknown> = {},
): Promise<{ client: N8nClient; credential: SavedCredential }> {
	const client = new N8nClient(url);
	await client.setupOwner(OWNER);
	const credential = await client.createCredential({
		name: 'TopCalls account',
		type: 'topCallsApi',
		data: { apiKey: sandbox.apiKey, baseUrl: sandbox.url, ...fields },
	});
	return { client, credential };
}

/** Starts an environment; the caller closes it. */
export async function openEnvironment(options: EnvironmentOptions): Promise<Environment> {
	const folder = await mkdtemp(join(tmpdir(), 'topcalls-environment-'));
	// A key that cannot occur in any other text.
	const apiKey = `tc_live_${randomBytes(20).toString('hex')}`;
	const sandbox = await startSandbox({ apiKey, ...options.sandbox });
	const startOptions: StartOptions = {
		version: options.n8nVersion,
		communityPackage: options.communityPackage,
		userFolder: join(folder, 'n8n'),
		port: options.n8nPort,
		env: options.n8nEnv,
		progress: options.progress,
	};
	let n8n: RunningN8n | undefined;
	const close = async () => {
		await n8n?.stop();
		await sandbox.stop();
		await rm(folder, { recursive: true, force: true });
	};
	try {
		n8n = await startN8n(startOptions);
		const { client, credential } = await moveIn(n8n.url, sandbox, options.credential);
		let running = n8n;
		const startAgain = async () => {
			n8n = running = await startN8n({ ...startOptions, port: running.port });
		};
		return {
			get n8n() {
				return running;
			},
			sandbox,
			client,
			credential,
			killN8n: async () => await running.kill(),
			startN8n: startAgain,
			restartN8n: async () => {
				await running.stop();
				await startAgain();
			},
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}
