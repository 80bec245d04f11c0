import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { n8nEnvironment } from './environment';
import { freePort } from './freePort';
import { installN8n } from './install';
import type { RunningN8n } from './start';

/**
 * Runs a command of n8n's CLI, such as `import:workflow`, on the data of a running n8n.
 *
 * @throws Error with what it printed when it fails
 */
export async function runN8nCommand(
	{ version, userFolder, url }: RunningN8n,
	args: string[],
): Promise<void> {
	const installed = await installN8n(version);
	const env = {
		...(await n8nEnvironment(installed, userFolder, await freePort())),
		N8N_EDITOR_BASE_URL: `${url}/`,
		N8N_WEBHOOK_URL: `${url}/`,
		WEBHOOK_URL: `${url}/`,
	};
	await promisify(execFile)(installed.node, [installed.program, ...args], { env });
}
