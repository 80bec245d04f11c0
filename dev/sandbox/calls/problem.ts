/** One thing that is wrong with a request. */
export interface ProblemDetail {
	path: string;
	message: string;
	code: string;
}

/** A refusal: thrown where it is found, sent to the client as a problem object. */
export class Problem extends Error {
	readonly errors: readonly ProblemDetail[];
	readonly headers: Readonly<Record<string, string>>;

	constructor(
		readonly status: number,
		readonly title: string,
		readonly detail: string,
		more: { errors?: readonly ProblemDetail[]; headers?: Record<string, string> } = {},
	) {
		super(`${status} ${title}: ${detail}`);
		this.errors = more.errors ?? [];
		this.headers = more.headers ?? {};
	}
}

/** A 400 about the body, or about the query when `title` says so. */
export function invalid(
	errors: ReadonlyArray<{ path: string; message: string; code?: string }>,
	title = 'Invalid request body',
): Problem {
	const told = errors.map((error) => ({ code: 'invalid', ...error }));
	return new Problem(400, title, told[0]?.message ?? title, { errors: told });
}

/** The 402 of the guide, with both numbers in its text. */
export function insufficientQuota(needed: number, remaining: number): Problem {
	const detail = `You need ${needed} minutes but have ${remaining} remaining`;
	return new Problem(402, 'Insufficient Quota', detail);
}

/** The 404 for an unknown call or subscription. */
export function notFound(what: string): Problem {
	return new Problem(404, 'Not Found', `${what} not found`);
}

/** The JSON body of a problem in one of the forms the documentation has had. */
export function problemBody(
	problem: Problem,
	form: 'full' | 'detail' | 'errors',
	instance: string,
): Record<string, unknown> {
	const { status, title, detail, errors } = problem;
	if (form === 'detail') return { status, title, detail };
	if (form === 'errors') {
		return { status, title, errors: errors.map(({ path, message }) => ({ path, message })) };
	}
	const code = title.toLowerCase().replace(/[^a-z]+/g, '_');
	const type = `https://api.topcalls.ai/errors/${code}`;
	return { title, status, type, detail, instance, errors };
}
