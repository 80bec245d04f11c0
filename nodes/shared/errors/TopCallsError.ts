import type { Problem } from './problemDetails';

/**
 * - `http`: TopCalls, or something before it, answered with a status that is no success, or said no
 * - `unreachable`: no connection could be made, so nothing was sent
 * - `untrusted`: the server’s certificate was not accepted, so nothing was sent
 * - `lost`: the request may have gone out, its answer never came or could not be decoded
 * - `unreadable`: the answer is not JSON
 * - `unexpected`: the whole answer came, TopCalls took the request, but it does not say what it should
 * - `canceled`: the execution was canceled while the request was under way
 * - `refused`: n8n did not send the request (canceled, blocked, bad credential)
 * - `notSent`: an earlier failure stopped the requests that were still to come
 */
export type FailureKind =
	| 'http'
	| 'unreachable'
	| 'untrusted'
	| 'lost'
	| 'unreadable'
	| 'unexpected'
	| 'canceled'
	| 'refused'
	| 'notSent';

interface Facts {
	status?: number;
	problem?: Problem;
	retryAfterMs?: number;
	code?: string;
	hint?: string;
	isForeign?: boolean;
	mayHaveSucceeded?: boolean;
}

/** After these kinds TopCalls may have acted, whatever the status. */
const UNKNOWN_RESULT = new Set<FailureKind>(['lost', 'unreadable', 'unexpected', 'canceled']);
/** With these, what stands before TopCalls refuses a request that it did not pass on: for want of a login, for size or pace. */
const NOT_PASSED_ON = new Set([401, 407, 413, 414, 421, 429, 431]);
/** These would affect every other request too. */
const FOR_ALL = new Set<FailureKind>(['unreachable', 'untrusted', 'refused']);

/** A request to TopCalls that failed for good, in words without any secret. */
export class TopCallsError extends Error {
	readonly kind: FailureKind;
	/** HTTP status, 0 without an answer. */
	readonly status: number;
	readonly problem: Problem;
	/** Milliseconds that TopCalls asked to wait. */
	readonly retryAfterMs?: number;
	/** What went wrong below HTTP, such as ECONNRESET. */
	readonly code?: string;
	/** What the user can do about it. */
	readonly hint?: string;
	/** Whether something between n8n and TopCalls answered in its place, such as a proxy. */
	readonly isForeign: boolean;
	/** Whether an earlier attempt of the same request may have reached TopCalls, but its answer was lost. */
	readonly mayHaveSucceeded: boolean;

	constructor(kind: FailureKind, message: string, facts: Facts = {}) {
		super(message);
		this.name = 'TopCallsError';
		this.kind = kind;
		this.status = facts.status ?? 0;
		this.problem = facts.problem ?? { fields: [] };
		this.retryAfterMs = facts.retryAfterMs;
		this.code = facts.code;
		this.hint = facts.hint;
		this.isForeign = facts.isForeign ?? false;
		this.mayHaveSucceeded = facts.mayHaveSucceeded ?? false;
	}

	/** The same failure, of a request of which an earlier attempt may have reached TopCalls. */
	withUnknownResult(): TopCallsError {
		return new TopCallsError(this.kind, this.message, { ...this, mayHaveSucceeded: true });
	}

	/** Whether TopCalls may have acted on the request although no good answer came. */
	get isResultUnknown(): boolean {
		if (this.mayHaveSucceeded || UNKNOWN_RESULT.has(this.kind)) return true;
		// A redirect may follow what was done.
		const isRedirect = this.status >= 300 && this.status < 400;
		const isOtherProtocol = this.status >= 100 && this.status < 200;
		if (isRedirect || isOtherProtocol || this.mayHideAnswer) return true;
		// A proxy's “request timeout” may come after TopCalls took the request.
		return this.status === 408 || this.status >= 500;
	}

	/** Whether the next request would fail too, because of the account or the connection. */
	get isAccountWide(): boolean {
		// A firewall may block one request for what is in it, and let the next one through.
		if (this.mayHideAnswer) return false;
		return [401, 402, 403, 407, 429].includes(this.status) || FOR_ALL.has(this.kind);
	}

	/** Whether a firewall or proxy answered that may have blocked the answer of TopCalls rather than the request. */
	private get mayHideAnswer(): boolean {
		const isRefusal = this.status >= 400 && this.status < 500;
		return this.isForeign && isRefusal && !NOT_PASSED_ON.has(this.status);
	}
}

/** Anything thrown before a request was sent, as a TopCallsError. */
export function asTopCallsError(error: unknown): TopCallsError {
	if (error instanceof TopCallsError) return error;
	return new TopCallsError('refused', error instanceof Error ? error.message : String(error));
}
