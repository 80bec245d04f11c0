import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, startN8n, type RunningN8n, type StartOptions } from '../../dev/n8n';
import { startBalancer, type Balancer } from './balancer';
import { startPostgres } from './postgres';
import { findPrograms } from './programs';
import { startRedis, type Redis } from './redis';

export interface ClusterOptions {
	version?: string;
	/** Tarball of the community package, which every process needs. */
	communityPackage: string;
	/** For all files of the processes. */
	folder: string;
}

type Role = 'main' | 'worker' | 'webhook';

interface Stoppable {
	stop(): Promise<void>;
}

const PROBE_MILLISECONDS = 100;

const SETTINGS: Record<string, string> = {
	EXECUTIONS_MODE: 'queue',
	// By default n8n 2.x spends a tenth of a second of CPU on each event that reaches a waiting execution.
	N8N_EXPRESSION_ENGINE: 'legacy',
	// Only the webhook processors answer webhooks, including those of waiting executions.
	N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
	// n8n notices the jobs of a dead worker within seconds, not after 90 seconds.
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '3000',
};

/** n8n in queue mode: Redis, PostgreSQL, a main process, workers, webhook processors behind a load balancer. */
export class Cluster {
	readonly running: Record<Role, RunningN8n[]> = { main: [], worker: [], webhook: [] };
	private readonly services: Stoppable[] = [];
	private env: Record<string, string> = {};
	private redis!: Redis;
	private balancer!: Balancer;
	private mainPort?: number;
	private started = 0;

	private constructor(private readonly options: ClusterOptions) {}

	/** Starts everything, with two workers and one webhook processor; the caller stops it. */
	static async start(options: ClusterOptions): Promise<Cluster> {
		const cluster = new Cluster(options);
		try {
			await cluster.startServices();
			// Alone, because it creates the tables that the others need.
			await cluster.startMain();
			await Promise.all([
				cluster.startWorker(),
				cluster.startWorker(),
				cluster.startWebhookProcessor(),
			]);
			return cluster;
		} catch (error) {
			await cluster.stop();
			throw error;
		}
	}

	/** Where users reach the editor and its REST API. */
	get url(): string {
		return `http://127.0.0.1:${this.mainPort}`;
	}

	/** Where n8n's webhooks are reached, at the load balancer. */
	get webhookUrl(): string {
		return this.balancer.url;
	}

	/** Starts the main process; one that was killed comes back with its data and at its address. */
	async startMain(): Promise<void> {
		this.mainPort ??= await freePort();
		await this.startProcess('main', 'start', { name: 'main', port: this.mainPort });
	}

	async startWorker(): Promise<void> {
		await this.startProcess('worker', 'worker');
	}

	async startWebhookProcessor(): Promise<void> {
		await this.startProcess('webhook', 'webhook');
		await untilItTakesWebhooks(this.running.webhook.at(-1)?.url ?? '');
		this.balancer.serve(this.running.webhook.map(({ port }) => port));
	}

	/** Kills the first process of a role with kill -9, like a power cut. */
	async kill(role: Role): Promise<void> {
		const [victim] = this.running[role].splice(0, 1);
		if (role === 'webhook') this.balancer.serve(this.running.webhook.map(({ port }) => port));
		await victim?.kill();
	}

	/** Data of an n8n credential for the Redis of the queue. */
	get redisCredential(): Record<string, unknown> {
		const { QUEUE_BULL_REDIS_HOST: host, QUEUE_BULL_REDIS_PORT: port } = this.redis.env;
		return { host, port: Number(port), database: 0, user: '', password: '', ssl: false };
	}

	/** Jobs that a worker has taken and not finished, also those of a dead worker until they are noticed. */
	async takenJobs(): Promise<number> {
		return Number(await this.redis.ask('LLEN', 'bull:jobs:active'));
	}

	/** Stops all processes and deletes the data of Redis and PostgreSQL. */
	async stop(): Promise<void> {
		await Promise.all(Object.values(this.running).flatMap((all) => all.map((n8n) => n8n.stop())));
		await Promise.all(this.services.map(async (service) => await service.stop()));
	}

	private async startServices(): Promise<void> {
		const programs = await findPrograms(() => undefined);
		const { folder } = this.options;
		this.redis = await startRedis(programs, folder);
		this.services.push(this.redis);
		const postgres = await startPostgres(programs, folder);
		this.services.push(postgres);
		this.balancer = await startBalancer();
		this.services.push(this.balancer);
		const url = `${this.balancer.url}/`;
		this.env = {
			...SETTINGS,
			...this.redis.env,
			...postgres.env,
			N8N_WEBHOOK_URL: url,
			WEBHOOK_URL: url,
		};
	}

	private async startProcess(
		role: Role,
		command: StartOptions['command'],
		{ name = `${role}-${++this.started}`, port }: { name?: string; port?: number } = {},
	): Promise<void> {
		const { folder, version, communityPackage } = this.options;
		const userFolder = join(folder, name);
		const { env } = this;
		const n8n = await startN8n({ version, communityPackage, command, userFolder, port, env });
		this.running[role].push(n8n);
	}
}

/** n8n 1.x calls itself ready a moment earlier; a webhook that does not exist is then refused by Express. */
async function untilItTakesWebhooks(url: string): Promise<void> {
	for (;;) {
		const { headers } = await fetch(`${url}/webhook/none`);
		if (headers.get('content-type')?.includes('json')) return;
		await delay(PROBE_MILLISECONDS);
	}
}
