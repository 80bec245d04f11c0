import type { IDataObject, IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';

import type { OutgoingRequest } from './authentication';
import { TRY_AGAIN_LATER } from '../errors/commonHints';
import { connectionError } from '../errors/connectionError';
import { parseRetryAfterMs } from './retryAfter';
import { TopCallsError } from '../errors/TopCallsError';

/** What n8n's request helpers give back with `returnFullResponse`. */
export interface FullResponse {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

/** The helpers of n8n's contexts that the API client needs; each of its execution contexts has them. */
export interface RequestContext {
	helpers: {
		httpRequestWithAuthentication(
			this: RequestContext,
			credentialsType: string,
			options: IHttpRequestOptions,
		): Promise<FullResponse>;
		httpRequest(options: IHttpRequestOptions): Promise<FullResponse>;
	};
}

export interface ApiRequest {
	method: IHttpRequestMethods;
	/** Begins with /v1; made by `pathOf` where an ID is in it. */
	path: string;
	query?: IDataObject;
	body?: IDataObject;
	idempotencyKey?: string;
	/**
	 * Whether TopCalls may get the request twice without acting twice, so that it is repeated when nobody knows
	 * the result. Without it: reads, deletions, and what carries an Idempotency-Key.
	 */
	idempotent?: boolean;
	/**
	 * Called each time before it is sent or repeated, as it may have waited for long.
	 *
	 * @param mayHaveSucceeded whether it was sent before and TopCalls may have acted on it
	 * @returns why it is not to be sent anymore; this is thrown in the place of an answer
	 */
	beforeSending?(mayHaveSucceeded: boolean): Error | undefined;
}

export interface HttpResponse {
	status: number;
	headers: Record<string, unknown>;
	body: string;
	/** Milliseconds that TopCalls asked to wait. */
	retryAfterMs?: number;
}

export const CREDENTIAL = 'topCallsApi';
/**
 * Sends one request with the credential's key and hands back whatever status comes.
 *
 * @param baseUrl checked Base URL, without a trailing slash
 * @param timeoutMs milliseconds for the whole of the answer, to its last byte
 * @throws TopCallsError when no answer came
 */
export async function sendOnce(
	context: RequestContext,
	baseUrl: string,
	request: ApiRequest,
	timeoutMs: number,
): Promise<HttpResponse> {
	const deadline = AbortSignal.timeout(timeoutMs);
	const options: OutgoingRequest = {
		method: request.method,
		url: baseUrl + request.path,
		headers: {
			Accept: 'application/json',
			...(request.body && { 'Content-Type': 'application/json' }),
			...(request.idempotencyKey && { 'Idempotency-Key': request.idempotencyKey }),
		},
		qs: request.query,
		body: request.body && JSON.stringify(request.body),
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// A redirected POST arrives as a GET, and the key must not travel to another host.
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		// n8n's own limit, which ends when bytes begin to come, however slowly.
		timeout: timeoutMs,
		deadline,
	};

	const answered = context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL, options);
	return answerOf(await inTime(answered, deadline));
}

/**
 * Waits for what n8n's request helpers hand back, but no longer than that.
 *
 * @throws TopCallsError when no answer came, or not in time
 */
export async function inTime(
	answered: Promise<FullResponse>,
	deadline: AbortSignal,
): Promise<FullResponse> {
	return await Promise.race([answered, expiry(deadline)]).catch((error: unknown) => {
		throw deadline.aborted ? tooLate() : connectionError(error);
	});
}

/** What n8n's request helpers hand back, in the client's terms. */
export function answerOf({ statusCode, headers, body }: FullResponse): HttpResponse {
	return {
		status: statusCode,
		headers,
		body: bodyText(body),
		retryAfterMs: retryAfterMsOf(headers),
	};
}

/** Milliseconds that an answer asks to wait, if it does. */
export function retryAfterMsOf(headers: FullResponse['headers']): number | undefined {
	const date = Date.parse(String(headers.date));
	return parseRetryAfterMs(headers['retry-after'], Number.isNaN(date) ? Date.now() : date);
}

/** Rejects once the time is up: not every answer that never ends is one that n8n can end. */
async function expiry(deadline: AbortSignal): Promise<never> {
	return await new Promise((_, reject) => {
		deadline.addEventListener('abort', () => reject(deadline.reason as Error), { once: true });
	});
}

function tooLate(): TopCallsError {
	return new TopCallsError('lost', 'TopCalls took too long to answer', {
		code: 'ETIMEDOUT',
		hint: TRY_AGAIN_LATER,
	});
}

function bodyText(body: unknown): string {
	if (typeof body === 'string') return body;
	if (Buffer.isBuffer(body)) return body.toString('utf8');
	return body === undefined || body === null ? '' : JSON.stringify(body);
}
