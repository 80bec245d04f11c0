import type { Clock } from './throttle/clock';
import type { RequestQueue } from './throttle/requestQueue';
import { connectionError } from '../errors/connectionError';
import { CHECK_FIELDS, httpFailure, unreadableAnswer } from './httpFailure';
import { isJsonObject } from '../json';
import { parseJson } from './parseJson';
import { readProblem } from '../errors/problemDetails';
import { retryDelayMs, type RetryPolicy } from './retry';
import { mayHoldSecret, redact, redactText } from './redact';
import { asTopCallsError, TopCallsError } from '../errors/TopCallsError';
import { sendOnce, type HttpResponse, type ApiRequest, type RequestContext } from './transport';

/** Responses with these statuses never have a body. */
const EMPTY_BY_NATURE = new Set([204, 205]);
const THROTTLED = new Set([429, 503]);

export interface ClientSettings {
	/** Checked Base URL, without a trailing slash. */
	baseUrl: string;
	/** Used only to redact it from texts that came from outside. */
	apiKey: string;
	queue: RequestQueue;
	clock: Clock;
	retryPolicy: RetryPolicy;
	/** A number from 0 up to 1. */
	random(): number;
}

/** The TopCalls API over n8n's authenticated requests: sends, repeats where that is safe, reads JSON. */
export class TopCallsClient {
	constructor(
		private readonly context: RequestContext,
		readonly settings: ClientSettings,
	) {}

	/**
	 * Sends a request and repeats it while that is useful and safe: if it was certainly not carried out, or if
	 * TopCalls will not act twice (`ApiRequest.idempotent`).
	 *
	 * @param priority among waiting requests the lowest goes first
	 * @param read  turns the JSON of the response, without secrets, into the result; it throws a TopCallsError for a
	 *              response that lacks it, which is not requested again
	 * @throws TopCallsError
	 */
	async request<T = unknown>(
		request: ApiRequest,
		priority = 0,
		read: (json: unknown) => T = (json) => json as T,
	): Promise<T> {
		const { queue, clock, retryPolicy, random } = this.settings;
		const askedAt = clock.now();
		let attempts = 0;
		let failures = 0;
		let elapsedMs = 0;
		let pauseMs = 0;
		let mayHaveSucceeded = false;

		for (;;) {
			const slot = await queue.acquire(priority, attempts > 0, pauseMs).catch((error: unknown) => {
				throw mayHaveSucceeded ? asTopCallsError(error).withUnknownResult() : error;
			});
			const reason = request.beforeSending?.(mayHaveSucceeded);
			if (reason) {
				queue.failed();
				throw reason;
			}
			const sentAt = clock.now();
			const result = await this.attempt(request, read);
			if (!(result instanceof TopCallsError)) {
				queue.succeeded(slot);
				return result.value;
			}

			attempts += 1;
			if (result.status !== 429) failures += 1;
			mayHaveSucceeded ||= result.isResultUnknown;
			elapsedMs += pauseMs + clock.now() - sentAt;
			const stalledMs = Math.min(clock.now() - askedAt, queue.stalledMs);
			const history = { attempts, failures, elapsedMs, stalledMs, mayHaveSucceeded };
			const mayRepeat = !mayHaveSucceeded || isIdempotent(request);
			const delayMs = mayRepeat ? retryDelayMs(result, history, random(), retryPolicy) : undefined;

			const throttled = THROTTLED.has(result.status);
			if (throttled) queue.throttled(slot, delayMs ?? 0, result.status === 429);
			else queue.failed();
			if (delayMs === undefined) throw mayHaveSucceeded ? result.withUnknownResult() : result;
			pauseMs = delayMs;
		}
	}

	private async attempt<T>(
		request: ApiRequest,
		read: (json: unknown) => T,
	): Promise<{ value: T } | TopCallsError> {
		const { baseUrl, apiKey, retryPolicy } = this.settings;
		const answer = await sendOnce(
			this.context,
			baseUrl,
			request,
			retryPolicy.responseTimeoutMs,
		).catch(connectionError);
		const result = answer instanceof TopCallsError ? answer : readAnswer(answer, read, apiKey);
		return result instanceof TopCallsError ? this.redacted(result) : result;
	}

	private redacted(error: TopCallsError): TopCallsError {
		const { message, problem, hint } = redact(
			{ message: error.message, problem: error.problem, hint: error.hint },
			this.settings.apiKey,
		);
		return new TopCallsError(error.kind, message, { ...error, problem, hint });
	}
}

function isIdempotent({ method, idempotencyKey, idempotent }: ApiRequest): boolean {
	return idempotent ?? (method === 'GET' || method === 'DELETE' || Boolean(idempotencyKey));
}

function readAnswer<T>(
	answer: HttpResponse,
	read: (json: unknown) => T,
	apiKey: string,
): { value: T } | TopCallsError {
	const { status, body } = answer;
	if (status < 200 || status > 299) {
		// Redacted before it is shortened, or half of a key might remain.
		return httpFailure({ ...answer, body: redactText(body, apiKey) });
	}
	const whole = parsed(body);
	if (whole === undefined) return unreadableAnswer(answer);
	const json = mayHoldSecret(body, apiKey) ? redact(whole, apiKey) : whole;
	if (isJsonObject(json) && json.ok === false) return refusedWithSuccess(json, status);
	try {
		return { value: read(json) };
	} catch (error) {
		if (error instanceof TopCallsError && error.kind !== 'unreadable') return error;
		const message = error instanceof TopCallsError ? error.message : UNFIT;
		// A response that should have content and arrives empty was lost on the way.
		const isLost = body.trim() === '' && !EMPTY_BY_NATURE.has(status);
		return new TopCallsError(isLost ? 'unreadable' : 'unexpected', message, {
			status,
			hint: TAKEN_HINT,
		});
	}
}

/** The reader decides about an empty response. */
function parsed(body: string): unknown {
	try {
		return body.trim() === '' ? {} : parseJson(body);
	} catch {
		return undefined;
	}
}

/** The error for a response with a success status that says that nothing was done. */
export function refusedWithSuccess(json: Record<string, unknown>, status = 200): TopCallsError {
	const { title, detail, ...more } = readProblem(json);
	const problem = { ...more, detail: detail ?? title };
	const message = `TopCalls rejected the request: ${problem.detail ?? 'it gave no reason'}`;
	return new TopCallsError('http', message, { status, problem, hint: CHECK_FIELDS });
}

const UNFIT = 'The response of TopCalls cannot be read';
const TAKEN_HINT = 'Check the Base URL of the credential, and ask TopCalls support.';
