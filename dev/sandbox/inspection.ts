import type { Call } from './calls/call';
import type { CallRequest } from './calls/callRequest';
import { callStatusOf, hasEnded, statusOf } from './calls/lifeCycle';
import type { FaultRule } from './http/faults';
import type { LoggedRequest } from './http/requestLog';
import type { StorageRequest } from './http/storageHost';
import type { SandboxSettings } from './settings';
import type { Delivery } from './webhooks/webhookDispatcher';

/** A placed call, as tests see it. */
export interface PlacedCall {
	id: string;
	phoneNumber: string;
	/** Name of its outcome, see the magic numbers. */
	outcome: string;
	status: string;
	callStatus: string | null;
	ended: boolean;
	/** True when recording, transcript and summary are there (or will never be). */
	processed: boolean;
	/** How often its phone really rang. */
	rings: number;
	idempotencyKey: string | null;
	campaignId: string | null;
	leadId: string | null;
	/** The body it was placed with. */
	request: CallRequest;
	createdAt: string;
}

/** What can be waited for by name. */
export const CONDITIONS = [
	'all calls ended',
	'all calls processed',
	'no delivery pending',
	'no delivery in flight',
	'no campaign running',
	'no delete job pending',
] as const;

export type Condition = (typeof CONDITIONS)[number];

/** Numbers at a glance. */
export interface Counts {
	placed: number;
	open: number;
	unprocessed: number;
	rings: number;
	requests: number;
	deliveries: number;
	deliveriesPending: number;
	deliveriesInFlight: number;
	leads: number;
	campaignsRunning: number;
	deleteJobsPending: number;
}

/** How tests inspect and control the sandbox, in addition to the API; every method exists here and over HTTP. */
export interface Inspection {
	/** Resets the sandbox: no calls, no faults, the settings of the start. */
	reset(): void;
	configure(settings: Partial<SandboxSettings>): void;
	settings(): SandboxSettings;
	fault(rule: FaultRule): void;
	clearFaults(): void;
	/** All calls, oldest first. */
	calls(): PlacedCall[];
	placed(): number;
	/** How often each number's phone really rang. */
	rings(): Record<string, number>;
	requests(): readonly LoggedRequest[];
	/** Requests by route, for example `POST /v1/calls/:id/stop`. */
	requestCounts(): Record<string, number>;
	deliveries(): readonly Delivery[];
	/** What reached the other host that recordings can live on. */
	storageRequests(): readonly StorageRequest[];
	counts(): Counts;
	/** The sandbox time, ISO 8601. */
	now(): string;
	/** Moves the clock; what comes due on the way happens before this returns (webhooks start). */
	advance(ms: number): void;
	/** Ends a call now, as its number says or with another outcome. */
	finish(callId: string, outcome?: string): void;
}

/** A call, as tests see it. */
export function placedCall(call: Call): PlacedCall {
	return {
		id: call.id,
		phoneNumber: call.request.phone_number,
		outcome: call.outcome.name,
		status: statusOf(call),
		callStatus: callStatusOf(call),
		ended: hasEnded(call),
		processed: call.stage === 'processed',
		rings: call.rings,
		idempotencyKey: call.idempotencyKey,
		campaignId: call.campaignId,
		leadId: call.leadId,
		request: call.request,
		createdAt: new Date(call.createdAt).toISOString(),
	};
}
