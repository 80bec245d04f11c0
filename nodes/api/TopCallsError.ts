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

interface Facts {
	status?: number;
	problem?: Problem;
	retryAfter?: number;
	code?: string;
	replyLost?: boolean;
}

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
	/** Whether an earlier try of the same request may have reached TopCalls, its answer lost. */
	readonly replyLost: boolean;

	constructor(kind: FailureKind, message: string, facts: Facts = {}) {
		super(message);
		this.name = 'TopCallsError';
		this.kind = kind;
		this.status = facts.status ?? 0;
		this.problem = facts.problem ?? { fields: [] };
		this.retryAfter = facts.retryAfter;
		this.code = facts.code;
		this.replyLost = facts.replyLost ?? false;
	}

	/** The same failure of a request of which an earlier try may have reached TopCalls. */
	afterLostReply(): TopCallsError {
		return new TopCallsError(this.kind, this.message, { ...this, replyLost: true });
	}

	/** Whether TopCalls may have acted on the request although no good answer came. */
	get outcomeUnknown(): boolean {
		if (this.replyLost || this.kind === 'lost' || this.kind === 'unreadable') return true;
		// A proxy's “request timeout” may come after TopCalls took the request.
		return this.status === 408 || this.status >= 500;
	}

	/** Whether the next request would fare no better: the fault lies in the account or the connection. */
	get concernsAllRequests(): boolean {
		const status = this.status;
		if (status === 401 || status === 402 || status === 403 || status === 429) return true;
		return this.kind === 'unreachable' || this.kind === 'refused';
	}
}

/** Anything thrown, as a TopCallsError; what n8n itself threw counts as `refused`. */
export function asTopCallsError(error: unknown): TopCallsError {
	if (error instanceof TopCallsError) return error;
	return new TopCallsError('refused', error instanceof Error ? error.message : String(error));
}
