import { execFile } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../dev/n8n';
import type { Programs } from './programs';
import { startService, type Service } from './service';

const run = promisify(execFile);
const SUPERUSER = 'n8n';

export interface Postgres extends Service {
	/** Environment variables with which n8n uses it. */
	env: Record<string, string>;
}

/** Starts an empty PostgreSQL on a free port of this machine; its data is deleted on stop. */
export async function startPostgres(
	{ initdb, postgres, pgIsReady }: Programs,
	logFolder: string,
): Promise<Postgres> {
	// Not inside the folder of the run, to which its user has no access.
	const data = await mkdtemp(join(tmpdir(), 'topcalls-postgres-'));
	const user = await userThatMayRunIt();
	if (user) await chown(data, user.uid, user.gid);
	await run(
		initdb,
		['-D', data, '-U', SUPERUSER, '--auth=trust', '--encoding=UTF8', '--no-locale', '--no-sync'],
		{ ...user, cwd: '/' },
	);

	const port = String(await freePort());
	const settings = {
		port,
		listen_addresses: '127.0.0.1',
		unix_socket_directories: '',
		// Its data is deleted anyway.
		fsync: 'off',
	};
	const service = await startService({
		command: [
			postgres,
			'-D',
			data,
			...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
		],
		probe: [pgIsReady, '-h', '127.0.0.1', '-p', port],
		logFile: join(logFolder, 'postgres.log'),
		user,
	});
	return {
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: port,
			DB_POSTGRESDB_USER: SUPERUSER,
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_POOL_SIZE: '8',
		},
		stop: async () => {
			await service.stop();
			await rm(data, { recursive: true, force: true });
		},
	};
}

/** PostgreSQL refuses to run as root. */
async function userThatMayRunIt(): Promise<{ uid: number; gid: number } | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	for (const name of ['postgres', 'nobody']) {
		const ids = ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, name])).stdout));
		const [uid, gid] = await Promise.all(ids).catch(() => []);
		if (uid !== undefined && gid !== undefined) return { uid, gid };
	}
	throw new Error('PostgreSQL cannot run as root, and there is no user “postgres” or “nobody”');
}
