import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../dev/n8n';
import type { Programs } from './programs';
import { startService, type Service } from './service';

const run = promisify(execFile);

export interface Redis extends Service {
	/** Environment variables with which n8n uses it. */
	env: Record<string, string>;
	/** Sends one command and returns the answer. */
	ask(...command: string[]): Promise<string>;
}

/** Starts a Redis on a free port of this machine, which saves nothing to disk. */
export async function startRedis(
	{ redisServer, redisCli }: Programs,
	folder: string,
): Promise<Redis> {
	const port = String(await freePort());
	const settings = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no' };
	const service = await startService({
		command: [
			redisServer,
			...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
		],
		probe: [redisCli, '-e', '-p', port, 'ping'],
		logFile: join(folder, 'redis.log'),
	});
	return {
		...service,
		env: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: port },
		ask: async (...command) => (await run(redisCli, ['-p', port, ...command])).stdout,
	};
}
