import type { z } from 'zod';
import { invalid } from '../calls/problem';

/** Stands for a body that is no JSON, until somebody wants to read it. */
const MALFORMED = Symbol('malformed body');

/** The parsed body; undefined when there is none. */
export function readJson(text: string): unknown {
	if (text === '') return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return MALFORMED;
	}
}

/** The body as a schema wants it, or the 400. */
export function parseBody<Schema extends z.ZodTypeAny>(
	schema: Schema,
	body: unknown,
): z.output<Schema> {
	if (body === MALFORMED) throw invalid([{ path: '', message: 'Body is not valid JSON' }]);
	const parsed = schema.safeParse(body);
	if (parsed.success) return parsed.data;
	throw invalid(
		parsed.error.issues.map(({ path, message, code }) => ({ path: path.join('.'), message, code })),
	);
}
