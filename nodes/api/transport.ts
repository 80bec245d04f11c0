import type { IDataObject, IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';

import { parseRetryAfter } from './retryAfter';
import { TopCallsError, type FailureKind } from './TopCallsError';

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
	/** Begins with /v1. */
	path: string;
	query?: IDataObject;
	body?: IDataObject;
	idempotencyKey?: string;
}

export interface Answer {
	status: number;
	headers: Record<string, unknown>;
	body: string;
	/** Milliseconds that TopCalls asked to wait. */
	retryAfter?: number;
}

export const CREDENTIAL = 'topCallsApi';
const UNREACHABLE = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/;
const LOST =
	/^(ECONNRESET|ECONNABORTED|ETIMEDOUT|EPIPE|ERR_NETWORK|ERR_BAD_RESPONSE|ERR_STREAM_PREMATURE_CLOSE|HPE_\w+)$/;

/**
 * Sends one request with the credential's key and hands back whatever status comes.
 *
 * @param baseUrl checked Base URL, without a trailing slash
 * @param timeout milliseconds to wait for the answer
 * @throws TopCallsError when no answer came
 */
export async function sendOnce(
	context: RequestContext,
	baseUrl: string,
	request: ApiRequest,
	timeout: number,
): Promise<Answer> {
	const options: IHttpRequestOptions = {
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
		timeout,
	};

	const response = await context.helpers.httpRequestWithAuthentication
		.call(context, CREDENTIAL, options)
		.catch(connectionError);
	if (response instanceof TopCallsError) throw response;

	const { headers } = response;
	return {
		status: response.statusCode,
		headers,
		body: bodyText(response.body),
		retryAfter: parseRetryAfter(headers['retry-after'], Date.now()),
	};
}

/** Tells a request that never got through from one whose answer was lost; keeps nothing of its headers. */
export function connectionError(error: unknown): TopCallsError {
	const code = errorCode(error);
	const kind = failureKind(code);
	return new TopCallsError(kind, connectionMessage(kind, code, error), { code });
}

function failureKind(code: string | undefined): FailureKind {
	if (code && UNREACHABLE.test(code)) return 'unreachable';
	if (code && LOST.test(code)) return 'lost';
	return 'refused';
}

function connectionMessage(kind: FailureKind, code: string | undefined, error: unknown): string {
	if (kind === 'unreachable') return 'TopCalls could not be reached';
	if (kind === 'lost') return 'The connection to TopCalls broke before an answer came';
	if (code === 'ERR_CANCELED') return 'The execution was cancelled';
	const message = error instanceof Error ? error.message : '';
	return message || 'The request to TopCalls could not be sent';
}

/** n8n 2.x keeps what happened below as the cause, n8n 1.x only its code, as if it were an HTTP status. */
function errorCode(error: unknown): string | undefined {
	let current = error as { code?: unknown; httpCode?: unknown; cause?: unknown } | undefined;
	for (let depth = 0; depth < 5 && current && typeof current === 'object'; depth++) {
		const { code, httpCode, cause } = current;
		const found = [code, httpCode].find((value) => /^[A-Z]/.test(String(value ?? '')));
		if (found !== undefined) return String(found);
		current = cause as typeof current;
	}
	return undefined;
}

function bodyText(body: unknown): string {
	if (typeof body === 'string') return body;
	if (Buffer.isBuffer(body)) return body.toString('utf8');
	return body === undefined || body === null ? '' : JSON.stringify(body);
}
