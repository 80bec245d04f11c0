import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem, type as systemName } from 'node:os';
import { version as packageVersion } from '../../package.json';
import { installN8n } from '../n8n';

/** The machine that a row was measured on. */
export interface Machine {
	processor: string;
	cores: number;
	memoryGb: number;
	system: string;
	n8n: string;
	/** The Node that runs n8n. */
	node: string;
	package: string;
}

export async function describeMachine(): Promise<Machine> {
	const n8n = await installN8n();
	return {
		processor: cpus()[0]?.model.trim() ?? 'unknown',
		cores: cpus().length,
		memoryGb: Math.round(totalmem() / 2 ** 30),
		system: `${systemName()} ${release()}`,
		n8n: n8n.version,
		node: execFileSync(n8n.node, ['--version'], { encoding: 'utf8' }).trim(),
		package: packageVersion,
	};
}

/** How many processes wanted to run, on average over the last minute. */
export function load(): number {
	return Number((loadavg()[0] ?? 0).toFixed(2));
}
