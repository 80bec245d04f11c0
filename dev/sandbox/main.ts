import { parseArgs } from 'node:util';
import { OUTCOME_BY_ENDING, REFUSAL_BY_ENDING } from './calls/outcomes';
import {
	FIRST_CAMPAIGN_ID,
	FIRST_LIST,
	startSandbox,
	type Sandbox,
	type SandboxSettings,
} from './index';

const FAVORITE_PORT = 7450;
const PORTS_TO_TRY = 20;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { port: { type: 'string' }, speed: { type: 'string' }, key: { type: 'string' } },
	});
	const settings: Partial<SandboxSettings> = {};
	if (values.speed !== undefined) settings.speed = Number(values.speed);
	if (values.key !== undefined) settings.apiKey = values.key;
	const sandbox = await startOn(Number(values.port ?? FAVORITE_PORT), settings);
	introduce(sandbox);
	const stop = () => void sandbox.stop();
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

/** Starts on this port, or the next one that is free. */
async function startOn(port: number, settings: Partial<SandboxSettings>): Promise<Sandbox> {
	for (let next = port; next < port + PORTS_TO_TRY; next += 1) {
		try {
			return await startSandbox({ ...settings, port: next });
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
		}
	}
	throw new Error(`No free port from ${port} to ${port + PORTS_TO_TRY - 1}`);
}

function introduce(sandbox: Sandbox): void {
	const outcomes = Object.entries({ ...OUTCOME_BY_ENDING, ...REFUSAL_BY_ENDING }).sort();
	const table = outcomes.map(([ending, { tells }]) => `  …${ending}  ${tells}`);
	console.log(`
TopCalls sandbox

  Base URL   ${sandbox.url}
  API key    ${sandbox.apiKey}
  Live page  ${sandbox.url}/
  Lead list  ${FIRST_LIST.id}
  Campaign   ${FIRST_CAMPAIGN_ID}, a draft with this list

Magic numbers: what happens depends on the last four digits, for example +14155550002

${table.join('\n')}
  other  a person answers, the call completes

Ctrl-C stops it.
`);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
