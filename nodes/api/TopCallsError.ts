import type { Problem } from './problem';

/**
 * - `http`: TopCalls answered with an error status
 * - `unreachable`: no connection could be made
 * - `lost`: the request went out, its answer never came
 * - `unreadable`: the answer was not what the API documents
 * - `refused`: n8n itself did not send the request (cancelled, blocked, bad credential)
 * - `notSent`: an earlier failure stopped the requests that were still to come
 */
export type FailureKind = 'http' | 'unreachable' | 'lost' | 'unreadable' | 'refused' | 'notSent';

/** A request to TopCalls that failed for good, in words without any secret. */
export class TopCallsError extends Error {
	readonly kind: FailureKind;
	/** HTTP status, 0 without an answer. */
	readonly status: number;
	readonly problem: Problem;
	/** Milliseconds that TopCalls asked to wait. */
	readonly retryAfter?: number;
	/** What went wrong below HTTP, such as ECONNRESET. */
	readonly code?: string;

	constructor(
		kind: FailureKind,
		message: string,
		facts: { status?: number; problem?: Problem; retryAfter?: number; code?: string } = {},
	) {
		super(message);
		this.name = 'TopCallsError';
		this.kind = kind;
		this.status = facts.status ?? 0;
		this.problem = facts.problem ?? { fields: [] };
		this.retryAfter = facts.retryAfter;
		this.code = facts.code;
	}

	/** Whether TopCalls may have acted on the request although no good answer came. */
	get outcomeUnknown(): boolean {
		return this.kind === 'lost' || this.kind === 'unreadable' || this.status >= 500;
	}

	/** Whether the next request would fare no better: the fault lies in the account or the connection. */
	get concernsAllRequests(): boolean {
		const status = this.status;
		if (status === 401 || status === 402 || status === 403 || status === 429) return true;
		return this.kind === 'unreachable' || this.kind === 'refused';
	}
}
