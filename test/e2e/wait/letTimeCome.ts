import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { installN8n, type RunningN8n } from '../../../dev/n8n';

const run = promisify(execFile);

/** For n8n's own Node, which has SQLite. */
const PROGRAM = `
	const { DatabaseSync } = require('node:sqlite');
	const [file, time] = process.argv.slice(1);
	const database = new DatabaseSync(file);
	const now = new Date().toISOString();
	database
		.prepare("UPDATE execution_entity SET waitTill = ? WHERE status = 'waiting'")
		.run(now.replace('T', ' ').replace('Z', ''));
	const { changes } = database
		.prepare('UPDATE execution_data SET data = replace(data, ?, ?)')
		.run(time, now);
	database.close();
	if (!changes) throw new Error('There is no execution');
`;

/**
 * Lets a time come for which executions of a stopped n8n wait, by writing the present into its database instead.
 *
 * @param time as it stands in the items, e.g. `2026-01-31T08:00:00.000Z`
 */
export async function letTimeCome(n8n: RunningN8n, time: string): Promise<void> {
	const { node } = await installN8n(n8n.version);
	await run(node, ['-e', PROGRAM, join(n8n.userFolder, '.n8n', 'database.sqlite'), time]);
}
