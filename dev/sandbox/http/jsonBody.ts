import type { AnyZodObject, z } from 'zod';
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
	return parse(schema, body, 'Invalid request body');
}

/** The query as a schema wants it, or the 400. */
export function parseQuery<Schema extends z.ZodTypeAny>(
	schema: Schema,
	query: unknown,
): z.output<Schema> {
	return parse(schema, query, 'Invalid query');
}

/** The schema as it is, or refusing fields that it does not name. */
export function strictIf<Schema extends AnyZodObject>(isStrict: boolean, schema: Schema): Schema {
	// The result types are the same; only what is refused differs.
	return isStrict ? (schema.strict() as unknown as Schema) : schema;
}

function parse<Schema extends z.ZodTypeAny>(
	schema: Schema,
	given: unknown,
	title: string,
): z.output<Schema> {
	const parsed = schema.safeParse(given);
	if (parsed.success) return parsed.data;
	const errors = parsed.error.issues.map(({ path, message, code }) => ({
		path: path.join('.'),
		message,
		code,
	}));
	throw invalid(errors, title);
}
