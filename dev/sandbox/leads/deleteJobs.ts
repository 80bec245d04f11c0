import { randomUUID } from 'node:crypto';
import type { Changes } from '../clock/changes';
import type { Clock } from '../clock/clock';
import type { Leads } from './leads';

/** Leads deleted at a time. */
const CHUNK = 1_000;

/** A deletion that continues after its request was answered. */
export interface DeleteJob {
	readonly id: string;
	readonly totalLeads: number;
	readonly chunksTotal: number;
	status: 'pending' | 'completed';
	deleted: number;
}

/** Deletes many leads in chunks, one each `deleteChunkMs` of sandbox time. */
export class DeleteJobs {
	private jobs: DeleteJob[] = [];

	constructor(
		private readonly settings: { deleteChunkMs: number },
		private readonly clock: Clock,
		private readonly leads: Leads,
		private readonly changes: Changes,
	) {}

	/** Starts to delete these leads. */
	start(ids: readonly string[]): DeleteJob {
		const job: DeleteJob = {
			id: randomUUID(),
			totalLeads: ids.length,
			chunksTotal: Math.ceil(ids.length / CHUNK),
			status: 'pending',
			deleted: 0,
		};
		this.jobs.push(job);
		this.scheduleChunk(job, ids, this.clock.now());
		return job;
	}

	/** All jobs, oldest first. */
	all(): readonly DeleteJob[] {
		return this.jobs;
	}

	/** How many jobs are in progress. */
	pending(): number {
		return this.jobs.filter(({ status }) => status === 'pending').length;
	}

	/** Removes all jobs. */
	clear(): void {
		this.jobs = [];
	}

	private scheduleChunk(job: DeleteJob, left: readonly string[], now: number): void {
		this.clock.at(now + this.settings.deleteChunkMs, (at) => {
			job.deleted += this.leads.delete(left.slice(0, CHUNK)).size;
			if (left.length > CHUNK) this.scheduleChunk(job, left.slice(CHUNK), at);
			else job.status = 'completed';
			this.changes.announce();
		});
	}
}
