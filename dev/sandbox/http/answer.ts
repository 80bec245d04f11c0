import { Problem, problemBody } from '../calls/problem';
import { randomUUID } from 'node:crypto';

/** What the API answers, ready to be sent. */
export interface Answer {
	status: number;
	headers: Readonly<Record<string, string>>;
	body: string | Buffer;
	/** How it ends half-way, if it does. */
	breaksOff?: 'cutDuring' | 'stall';
}

/** A JSON answer. */
export function json(status: number, body: unknown): Answer {
	const headers = { 'content-type': 'application/json; charset=utf-8' };
	return { status, headers, body: JSON.stringify(body) };
}

/** What a thrown refusal looks like on the wire; anything else thrown is our own 500. */
export function refusal(
	thrown: unknown,
	settings: { problemForm: 'full' | 'detail' | 'errors'; problemContentType: string },
): Answer {
	const problem =
		thrown instanceof Problem ? thrown : new Problem(500, 'Internal Server Error', String(thrown));
	return {
		status: problem.status,
		headers: { ...problem.headers, 'content-type': settings.problemContentType },
		body: JSON.stringify(problemBody(problem, settings.problemForm, randomUUID())),
	};
}
