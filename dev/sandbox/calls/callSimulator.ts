import { randomUUID } from 'node:crypto';
import type { Changes } from '../clock/changes';
import type { ScheduledJob, Clock } from '../clock/clock';
import type { Call } from './call';
import type { CallEvent, CallRequest } from './callRequest';
import { converse } from './conversation';
import * as life from './lifeCycle';
import { newCall, type CallOrigin } from './newCall';
import type { Outcome } from './outcomes';
import { notFound, Problem } from './problem';
import type { Quota } from './quota';

/** Receives the events of calls. */
export type CallListener = (event: CallEvent, call: Call, at: number) => void;

/** Receives each state change of each call, including canceled ones. */
export type CallFollower = (before: Call, after: Call, at: number) => void;

/** A call that a campaign places, at a moment that may have just passed. */
export interface CampaignCall extends CallOrigin {
	at: number;
}

/** Simulates the telephone network: places calls, takes them through their states, counts how often phones ring. */
export class CallSimulator {
	private readonly byId = new Map<string, number>();
	private placed: Call[] = [];
	private readonly scheduledJobs = new Map<string, ScheduledJob>();
	private readonly ringsByNumber = new Map<string, number>();
	private totalRingCount = 0;
	private open = 0;
	private unprocessed = 0;

	constructor(
		private readonly settings: life.Timing & { seed: number },
		private readonly clock: Clock,
		private readonly quota: Quota,
		private readonly changes: Changes,
		private readonly tell: CallListener,
		private readonly follow: CallFollower,
	) {}

	/** Places a call, or throws the problem that keeps it from being placed. */
	place(request: CallRequest, idempotencyKey: string | null, campaign?: CampaignCall): Call {
		const id = randomUUID();
		this.quota.reserve(id, request.max_duration);
		const previous = this.placed.at(-1);
		// Never before the previous call: calls are sorted by their creation time.
		const createdAt = Math.max(campaign?.at ?? this.clock.now(), previous?.createdAt ?? 0);
		const { seed } = this.settings;
		const given = { id, idempotencyKey, seed };
		const call = newCall(request, campaign ?? null, createdAt, previous, given);
		this.byId.set(id, this.placed.push(call) - 1);
		this.open += 1;
		this.unprocessed += 1;
		this.tell('call.queued', call, createdAt);
		if (call.outcome.dispatch === 'at once') this.bringToEnd(call, createdAt);
		else this.schedule(call);
		this.changes.announce();
		return this.get(id);
	}

	/** The call with this id, or the 404. */
	get(id: string): Call {
		const call = this.find(id);
		if (!call) throw notFound('Call');
		return call;
	}

	/** The call with this id, if there is one. */
	find(id: string): Call | undefined {
		const index = this.byId.get(id);
		return index === undefined ? undefined : this.placed[index];
	}

	/** All calls, oldest first. */
	calls(): readonly Call[] {
		return this.placed;
	}

	/** How often each number's phone really rang. */
	rings(): Record<string, number> {
		return Object.fromEntries(this.ringsByNumber);
	}

	/** How often any phone rang. */
	totalRings(): number {
		return this.totalRingCount;
	}

	/** Calls that have not ended, and calls that have not been processed. */
	waiting(): { open: number; unprocessed: number } {
		return { open: this.open, unprocessed: this.unprocessed };
	}

	/** Cancels a call that has not started; 409 once it has. */
	cancel(id: string): void {
		const call = this.get(id);
		if (call.stage !== 'queued') {
			throw new Problem(409, 'Conflict', 'The call has already started and cannot be cancelled');
		}
		this.cancelNow(call);
	}

	/** Stops a call that is queued or in progress; 409 once it has ended. */
	stop(id: string): void {
		const call = this.get(id);
		if (life.hasEnded(call)) throw new Problem(409, 'Conflict', 'The call has already ended');
		this.cancelNow(call);
	}

	/** Ends a call now, as its number says or with another outcome. */
	finish(id: string, outcome?: Outcome): void {
		const call = this.get(id);
		if (life.hasEnded(call)) throw new Problem(409, 'Conflict', 'The call has already ended');
		this.bringToEnd(outcome ? this.withOutcome(call, outcome) : call, this.clock.now());
	}

	/** Removes deleted leads from their calls. */
	forgetLeads(ids: ReadonlySet<string>): void {
		this.placed = this.placed.map((call) =>
			call.leadId !== null && ids.has(call.leadId) ? { ...call, leadId: null } : call,
		);
	}

	/** Removes all calls. */
	clear(): void {
		for (const job of this.scheduledJobs.values()) job.cancel();
		this.scheduledJobs.clear();
		this.byId.clear();
		this.ringsByNumber.clear();
		this.placed = [];
		this.totalRingCount = 0;
		this.open = 0;
		this.unprocessed = 0;
	}

	private cancelNow(call: Call): void {
		const at = this.clock.now();
		this.become(call, life.cancel(call, at), at);
	}

	private withOutcome(call: Call, outcome: Outcome): Call {
		const { turns, summary } = converse(call.request, outcome, this.settings.seed);
		return { ...call, outcome, conversation: turns, summary };
	}

	private bringToEnd(call: Call, at: number): void {
		for (const stage of life.wayToEnd(call)) {
			this.become(call, life.take(call, stage, at), at);
			call = this.get(call.id);
		}
	}

	private schedule(call: Call): void {
		this.scheduledJobs.get(call.id)?.cancel();
		this.scheduledJobs.delete(call.id);
		const step = life.nextStep(call, this.settings);
		if (!step) return;
		const keep = (at: number) => {
			const current = this.get(call.id);
			this.become(current, life.take(current, step.to, at), at);
		};
		this.scheduledJobs.set(call.id, this.clock.at(step.at, keep));
	}

	private become(before: Call, after: Call, at: number): void {
		this.placed[this.byId.get(after.id)!] = after;
		if (after.rings > before.rings) this.countRing(after.request.phone_number);
		if (life.hasEnded(after) && !life.hasEnded(before)) {
			this.open -= 1;
			this.quota.settle(after.id, life.minutesOf(after));
		}
		if (after.stage === 'processed') this.unprocessed -= 1;
		this.schedule(after);
		this.tellAbout(before, after, at);
		this.follow(before, after, at);
		this.changes.announce();
	}

	private countRing(number: string): void {
		this.totalRingCount += 1;
		this.ringsByNumber.set(number, (this.ringsByNumber.get(number) ?? 0) + 1);
	}

	private tellAbout(before: Call, after: Call, at: number): void {
		// No event is documented for a canceled call, so it has none.
		if (after.cancelled) return;
		if (after.stage === 'talking') this.tell('call.started', after, at);
		const ends = life.hasEnded(after) && !life.hasEnded(before);
		if (ends && after.outcome.transferredTo) this.tell('call.transferred', after, at);
		if (after.stage === 'processed') this.tell(after.outcome.event, after, at);
	}
}
