import { OWNER } from '../environment';
import { withStage, type DemoStage } from './stage';

/** Starts everything and keeps it running until Ctrl-C. */
export async function runUntilInterrupted(): Promise<void> {
	await withStage(console.log, async (stage) => {
		console.log(welcome(stage));
		const reason = await Promise.race([interrupted(), stage.n8n.ended]);
		console.log(`\n${reason}: stopping n8n and the sandbox`);
	});
}

function welcome({ n8n, sandbox, workflows }: DemoStage): string {
	const examples = [...workflows.values()].map(
		({ id, name }) => `    ${n8n.url}/workflow/${id}  ${name}`,
	);
	return `
  n8n           ${n8n.url}
  log in with   ${OWNER.email}
  password      ${OWNER.password}
  calls, live   ${sandbox.url}

  Example workflows. Open one and click “Execute workflow”:
${examples.join('\n')}

  No phone rings: the calls go to the sandbox, where the last four digits of a number
  choose what happens to the call. Ctrl-C stops everything.`;
}

/** Keeps listening: a second Ctrl-C, or npm forwarding the first one, must not interrupt the cleanup. */
function interrupted(): Promise<string> {
	return new Promise((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
			process.on(signal, () => resolve('Interrupted'));
		}
	});
}
