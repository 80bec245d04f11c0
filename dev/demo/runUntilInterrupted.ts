import { withEnvironment } from './environment';
import { welcome } from './welcome';

/** Starts everything and keeps it running until Ctrl-C. */
export async function runUntilInterrupted(): Promise<void> {
	await withEnvironment(console.log, async ({ n8n, sandbox, workflows }) => {
		console.log(welcome(n8n.url, sandbox.url, workflows));
		const reason = await Promise.race([interrupted(), n8n.ended]);
		console.log(`\n${reason}: stopping n8n and the sandbox`);
	});
}

/** Keeps listening: a second Ctrl-C, or npm forwarding the first one, must not interrupt the cleanup. */
function interrupted(): Promise<string> {
	return new Promise((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
			process.on(signal, () => resolve('Interrupted'));
		}
	});
}
