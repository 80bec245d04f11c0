import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, installN8n, type Progress, type SavedWorkflow } from '../n8n';
import { startExampleModel } from '../model/exampleModel';
import { importExamples, openEnvironment, packThisPackage, type Environment } from '../environment';

const N8N_PORT = 5678;
const SANDBOX_PORT = 4010;

/** An environment with the examples, ready to be run. */
export interface DemoEnvironment extends Environment {
	/** The imported examples by the name of their file. */
	workflows: Map<string, SavedWorkflow>;
}

/** Starts the environment, runs `use` with it, and removes everything afterwards. */
export async function withEnvironment<T>(
	progress: Progress,
	use: (environment: DemoEnvironment) => Promise<T>,
): Promise<T> {
	const folder = await mkdtemp(join(tmpdir(), 'topcalls-demo-'));
	try {
		progress('Building and packing this package');
		const communityPackage = await packThisPackage(folder);
		await installN8n(undefined, progress);

		progress('Starting n8n and a sandbox of the TopCalls API');
		const environment = await openEnvironment({
			communityPackage,
			n8nPort: N8N_PORT,
			sandbox: { port: await freePort(SANDBOX_PORT) },
		});
		try {
			const model = await startExampleModel(environment.client);
			const workflows = await importExamples(environment, model.credential);
			return await use({ ...environment, workflows }).finally(model.stop);
		} finally {
			await environment.close();
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
