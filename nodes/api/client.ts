import { describeHttpFailure } from './httpFailure';
import type { Clock, Gate } from './gate';
import { parseProblem } from './problem';
import { nextTry, type Patience } from './retryPlan';
import { withoutSecret } from './secrets';
import { asTopCallsError, TopCallsError } from './TopCallsError';
import { sendOnce, type Answer, type ApiRequest, type RequestContext } from './transport';

const THROTTLED = new Set([429, 503]);

export interface ClientSettings {
	/** Checked Base URL, without a trailing slash. */
	baseUrl: string;
	/** Used only to take it out of texts that came from outside. */
	apiKey: string;
	gate: Gate;
	clock: Clock;
	patience: Patience;
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
	 * Sends a request until it is answered or it is no use: reads, deletions and requests with an
	 * Idempotency-Key are repeated, others are not.
	 *
	 * @param order among waiting requests the lowest goes first
	 * @param read  turns the answer's JSON into what is wanted; if it throws, the answer counts as lost
	 * @throws TopCallsError
	 */
	async request<T = unknown>(
		request: ApiRequest,
		order = 0,
		read: (json: unknown) => T = (json) => json as T,
	): Promise<T> {
		const { gate, clock, patience, random } = this.settings;
		const repeatable = request.method !== 'POST' || request.idempotencyKey !== undefined;
		const firstSent = clock.now();
		let tries = 0;
		let faults = 0;
		let replyLost = false;

		for (;;) {
			const pass = await gate.enter(order, tries > 0);
			const result = await this.tryOnce(request, read);
			if (!(result instanceof TopCallsError)) {
				gate.accepted();
				return result.value;
			}

			tries += 1;
			if (result.status !== 429) faults += 1;
			replyLost ||= result.outcomeUnknown;
			const elapsed = clock.now() - firstSent;
			const stalled = Math.min(elapsed, gate.stalled);
			const history = { tries, faults, elapsed, stalled, replyLost };
			const wait = repeatable ? nextTry(result, history, random(), patience) : undefined;

			const throttled = THROTTLED.has(result.status);
			if (throttled) gate.throttled(pass, wait ?? 0, result.status === 429);
			else gate.failed();
			if (wait === undefined) throw replyLost ? result.afterLostReply() : result;
			// The gate holds back all requests when TopCalls asked for a pause.
			if (!throttled) await clock.sleep(wait);
		}
	}

	private async tryOnce<T>(
		request: ApiRequest,
		read: (json: unknown) => T,
	): Promise<{ value: T } | TopCallsError> {
		const { baseUrl, patience } = this.settings;
		const answer = await sendOnce(this.context, baseUrl, request, patience.answer).catch(
			asTopCallsError,
		);
		const result = answer instanceof TopCallsError ? answer : readAnswer(answer, read);
		return result instanceof TopCallsError ? this.scrubbed(result) : result;
	}

	private scrubbed(error: TopCallsError): TopCallsError {
		const clean = (text: string) => withoutSecret(text, this.settings.apiKey);
		const { title, detail, fields } = error.problem;
		return new TopCallsError(error.kind, clean(error.message), {
			...error,
			problem: {
				title: title && clean(title),
				detail: detail && clean(detail),
				fields: fields.map(({ path, message }) => ({ path: clean(path), message: clean(message) })),
			},
		});
	}
}

function readAnswer<T>(answer: Answer, read: (json: unknown) => T): { value: T } | TopCallsError {
	const { status, body, retryAfter } = answer;
	if (status < 200 || status > 299) {
		const problem = parseProblem(body);
		return new TopCallsError('http', describeHttpFailure(status, problem), {
			status,
			problem,
			retryAfter,
		});
	}
	try {
		return { value: read(body.trim() === '' ? {} : JSON.parse(body)) };
	} catch (error) {
		if (error instanceof TopCallsError) return error;
		return new TopCallsError('unreadable', unreadableMessage(body), { status });
	}
}

function unreadableMessage(body: string): string {
	const what = body.trimStart().startsWith('<') ? 'a web page' : 'something that is not JSON';
	return `TopCalls answered with ${what}`;
}
