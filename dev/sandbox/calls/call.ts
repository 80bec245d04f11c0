import type { Outcome } from './outcomes';
import type { CallRequest } from './callRequest';

/** One turn of a conversation, at a time after the call was answered. */
export interface Turn {
	readonly user: 'assistant' | 'user';
	readonly text: string;
	readonly afterMs: number;
}

/** Where a call is; the API's `status` follows from it. */
export type CallStage = 'queued' | 'ringing' | 'talking' | 'ended' | 'processed';

/** A call in the sandbox. Immutable: each state change makes a new one. */
export interface Call {
	readonly id: string;
	readonly providerCallId: string;
	/** How many calls were placed before it. */
	readonly serial: number;
	readonly request: CallRequest;
	readonly idempotencyKey: string | null;
	/** The campaign that placed it, and the lead it goes to; null for a single call, the lead also once deleted. */
	readonly campaignId: string | null;
	readonly leadId: string | null;
	readonly outcome: Outcome;
	readonly stage: CallStage;
	readonly cancelled: boolean;
	/** How often the phone really rang. */
	readonly rings: number;
	readonly createdAt: number;
	/** Position among the calls created in the same millisecond. */
	readonly tie: number;
	readonly rungAt: number | null;
	readonly answeredAt: number | null;
	readonly endedAt: number | null;
	readonly conversation: readonly Turn[];
	readonly summary: string | null;
}
