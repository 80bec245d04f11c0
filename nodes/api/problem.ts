import { z } from '../vendor/zod';

/** What a TopCalls error body says, whichever of its documented forms it has. */
export interface Problem {
	title?: string;
	detail?: string;
	/** The API's names of the fields it refused, with the reason. */
	fields: Array<{ path: string; message: string }>;
}

const words = z.string().trim().min(1);
const text = words.optional().catch(undefined);

const problemSchema = z.object({
	title: text,
	detail: text,
	details: text,
	message: text,
	error: z
		.union([words, z.object({ message: text }).transform((inner) => inner.message)])
		.optional()
		.catch(undefined),
	errors: z
		.array(z.object({ path: z.unknown(), message: text }).catch({ path: '', message: undefined }))
		.catch([]),
});

const MAX_PLAIN_TEXT = 200;

/**
 * Reads an error body: a problem object of any age, another JSON object, plain text, HTML, or nothing.
 * Follows “Errors” of https://docs.topcalls.ai/api-reference/introduction. Never throws.
 *
 * @param body the answer's text
 */
export function parseProblem(body: string): Problem {
	const trimmed = body.trim();
	let json: unknown;
	try {
		json = JSON.parse(trimmed);
	} catch {
		return { fields: [], ...plainText(trimmed) };
	}
	const parsed = problemSchema.safeParse(json);
	if (!parsed.success) return { fields: [] };

	const { title, detail, details, message, error, errors } = parsed.data;
	return {
		title: title ?? message ?? error,
		detail: detail ?? details,
		fields: errors
			.filter((entry) => entry.message !== undefined)
			.map((entry) => ({ path: pathText(entry.path), message: entry.message as string })),
	};
}

function pathText(path: unknown): string {
	const parts = Array.isArray(path) ? path : [path];
	return parts.filter((part) => typeof part === 'string' || typeof part === 'number').join('.');
}

function plainText(body: string): { detail?: string } {
	const looksLikeMarkup = body.startsWith('<');
	if (body === '' || looksLikeMarkup || body.startsWith('{') || body.startsWith('[')) return {};
	return { detail: body.slice(0, MAX_PLAIN_TEXT) };
}
