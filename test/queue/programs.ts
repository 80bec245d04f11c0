import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { reportWhile, type Progress } from '../../dev/n8n/progress';

const INSTALLER = join(__dirname, 'install-services.sh');
const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/** The programs behind n8n's queue mode. */
export interface Programs {
	redisServer: string;
	redisCli: string;
	initdb: string;
	postgres: string;
	pgIsReady: string;
}

/**
 * Finds Redis and PostgreSQL on this machine. On Debian, and as root, installs what is missing.
 *
 * @throws Error that says what to install, where that cannot be done
 */
export async function findPrograms(progress: Progress): Promise<Programs> {
	const found = search();
	if (found) return found;

	if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
		const install = promisify(execFile)(INSTALLER, { maxBuffer: Infinity });
		await reportWhile(progress, 'Installing Redis and PostgreSQL', install);
		const installed = search();
		if (installed) return installed;
	}
	throw new Error(
		'Queue mode needs Redis (redis-server) and PostgreSQL (initdb, postgres), and they are not all on this ' +
			`machine. On Debian or Ubuntu: sudo ${INSTALLER}; on macOS: brew install redis postgresql`,
	);
}

function search(): Programs | undefined {
	const folders = [...(process.env.PATH ?? '').split(delimiter), ...debianFolders()];
	const folderOf = (...names: string[]) =>
		folders.find((folder) => names.every((name) => existsSync(join(folder, name))));

	const redis = folderOf('redis-server', 'redis-cli');
	const postgres = folderOf('initdb', 'postgres', 'pg_isready');
	if (!redis || !postgres) return undefined;
	return {
		redisServer: join(redis, 'redis-server'),
		redisCli: join(redis, 'redis-cli'),
		initdb: join(postgres, 'initdb'),
		postgres: join(postgres, 'postgres'),
		pgIsReady: join(postgres, 'pg_isready'),
	};
}

/** Debian keeps the server programs of each PostgreSQL version out of the PATH; the newest comes first. */
function debianFolders(): string[] {
	if (!existsSync(DEBIAN_POSTGRES)) return [];
	const versions = readdirSync(DEBIAN_POSTGRES).sort((a, b) => Number(b) - Number(a));
	return versions.map((version) => join(DEBIAN_POSTGRES, version, 'bin'));
}
