import type { FastifyInstance } from 'fastify';
import { outcomeNamed } from './calls/outcomes';
import { invalid } from './calls/problem';
import { Dashboard } from './dashboard';
import type { FaultRule } from './http/faults';
import type { LoggedRequest } from './http/requestLog';
import type { StorageHost, StorageRequest } from './http/storageHost';
import {
	placedCall,
	type Condition,
	type Counts,
	type Inspection,
	type PlacedCall,
} from './inspection';
import type { SandboxSettings } from './settings';
import type { Delivery } from './webhooks/webhookDispatcher';
import type { World } from './world';

const PATIENCE_MS = 30_000;

/** A sandbox, for tests in the same process. */
export class Sandbox implements Inspection {
	/** What people do in the TopCalls dashboard: lead lists, campaigns, phone numbers. */
	readonly dashboard: Dashboard;
	private readonly startSettings: SandboxSettings;

	constructor(
		private readonly world: World,
		private readonly api: FastifyInstance,
		private readonly storage: StorageHost,
	) {
		this.dashboard = new Dashboard(world);
		this.startSettings = structuredClone(world.settings);
	}

	/** Base URL of the API, without a slash at the end. */
	get url(): string {
		return this.world.hosts.api;
	}

	/** Base URL of the other host that recordings can live on. */
	get storageUrl(): string {
		return this.world.hosts.storage;
	}

	/** The API key that is valid now. */
	get apiKey(): string {
		return this.world.settings.apiKey;
	}

	/** Listens from now on; `url` is known afterwards. */
	async start(): Promise<void> {
		const { hosts, settings } = this.world;
		hosts.api = await this.api.listen({ port: settings.port, host: '127.0.0.1' });
		hosts.storage = await this.storage.listen();
	}

	/** Closes everything at once: servers, open connections, timers. */
	async stop(): Promise<void> {
		this.world.clear();
		await Promise.all([this.api.close(), this.storage.stop()]);
	}

	reset(): void {
		this.world.clear();
		this.storage.clear();
		this.world.configure(structuredClone(this.startSettings));
	}

	configure(settings: Partial<SandboxSettings>): void {
		this.world.configure(settings);
	}

	settings(): SandboxSettings {
		return this.world.settings;
	}

	fault(rule: FaultRule): void {
		this.world.faults.add(rule);
	}

	clearFaults(): void {
		this.world.faults.clear();
	}

	calls(): PlacedCall[] {
		return this.world.callSimulator.calls().map(placedCall);
	}

	placed(): number {
		return this.world.callSimulator.calls().length;
	}

	rings(): Record<string, number> {
		return this.world.callSimulator.rings();
	}

	requests(): readonly LoggedRequest[] {
		return this.world.requests.all();
	}

	requestCounts(): Record<string, number> {
		return this.world.requests.countByRoute();
	}

	deliveries(): readonly Delivery[] {
		return this.world.webhookDispatcher.all();
	}

	storageRequests(): readonly StorageRequest[] {
		return this.storage.requests();
	}

	counts(): Counts {
		const { callSimulator, requests, webhookDispatcher, leads, campaigns, deleteJobs } = this.world;
		const { open, unprocessed } = callSimulator.waiting();
		const { pending, inFlight } = webhookDispatcher.waiting();
		return {
			placed: callSimulator.calls().length,
			open,
			unprocessed,
			rings: callSimulator.totalRings(),
			requests: requests.all().length,
			deliveries: webhookDispatcher.all().length,
			deliveriesPending: pending,
			deliveriesInFlight: inFlight,
			leads: leads.size,
			campaignsRunning: campaigns.all().filter(({ status }) => status === 'running').length,
			deleteJobsPending: deleteJobs.pending(),
		};
	}

	now(): string {
		return new Date(this.world.clock.now()).toISOString();
	}

	advance(ms: number): void {
		this.world.clock.advance(ms);
		this.world.changes.announce();
	}

	finish(callId: string, outcomeName?: string): void {
		const outcome = outcomeName === undefined ? undefined : outcomeNamed(outcomeName);
		if (outcomeName !== undefined && !outcome) {
			throw invalid([{ path: 'outcome', message: `There is no outcome named ${outcomeName}` }]);
		}
		this.world.callSimulator.finish(callId, outcome);
	}

	/** Resolves once the condition holds, looking after every change; rejects after `timeoutMs` of real time. */
	async waitFor(
		condition: Condition | ((sandbox: Sandbox) => boolean),
		timeoutMs: number = PATIENCE_MS,
	): Promise<void> {
		const isMet = () => (typeof condition === 'string' ? this.holds(condition) : condition(this));
		const story = () =>
			`Waited ${timeoutMs} ms for ${typeof condition === 'string' ? condition : 'a condition'}: ` +
			JSON.stringify(this.counts());
		await this.world.changes.until(isMet, timeoutMs, story);
	}

	/** Calls `listener` after every change until the returned function is called. */
	onChange(listener: () => void): () => void {
		return this.world.changes.listen(listener);
	}

	private holds(condition: Condition): boolean {
		const counts = this.counts();
		switch (condition) {
			case 'all calls ended':
				return counts.open === 0;
			case 'all calls processed':
				return counts.unprocessed === 0;
			case 'no delivery pending':
				return counts.deliveriesPending === 0;
			case 'no delivery in flight':
				return counts.deliveriesInFlight === 0;
			case 'no campaign running':
				return counts.campaignsRunning === 0;
			case 'no delete job pending':
				return counts.deleteJobsPending === 0;
		}
	}
}
