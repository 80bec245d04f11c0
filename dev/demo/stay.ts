import { OWNER } from '../environment';
import { withStage, type DemoStage } from './stage';

/** Starts everything and leaves it to the user until Ctrl-C. */
export async function stay(): Promise<void> {
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

  Example workflows, each to be run with “Execute workflow”:
${examples.join('\n')}

  No phone rings: the calls go to the sandbox, where the last four digits of a number
  choose what becomes of the call. Ctrl-C ends everything.`;
}

/** Listens on for good: a second Ctrl-C, or npm passing the first one on, must not stop the clearing up. */
function interrupted(): Promise<string> {
	return new Promise((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
			process.on(signal, () => resolve('Interrupted'));
		}
	});
}
