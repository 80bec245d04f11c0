import { z } from '../vendor/zod';

/** The content of a TopCalls error body, in any of its documented forms. */
export interface Problem {
	title?: string;
	detail?: string;
	/** The API's names of the fields it refused, with the reason. */
	fields: Array<{ path: string; message: string }>;
	/** Whether it is about the idempotency key of the request, wherever it says so: in a type, code, path or text. */
	isAboutKey?: true;
}

const MAX_TEXT = 200;
const MAX_FIELDS = 5;
/** How many are read: the first ones may be empty. */
const MAX_ENTRIES = 50;

const words = z
	.string()
	.trim()
	.min(1)
	.transform((said) => shortened(said));
const text = words.optional().catch(undefined);

const fieldSchema = z
	.object({ path: z.unknown(), message: text })
	.catch({ path: '', message: undefined });

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
		.array(z.unknown())
		.transform((all) => all.slice(0, MAX_ENTRIES).map((one) => fieldSchema.parse(one)))
		.catch([]),
});

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
		return { fields: [], ...plainText(trimmed), ...aboutKey(trimmed) };
	}
	return readProblem(json);
}

/**
 * The same for JSON that was parsed already, such as that of a refusal with a status of success.
 *
 * @param json of any shape
 */
export function readProblem(json: unknown): Problem {
	const parsed = problemSchema.safeParse(json);
	if (!parsed.success) return { fields: [], ...aboutKey(JSON.stringify(json)) };

	const { title, detail, details, message, error, errors } = parsed.data;
	return {
		title: title ?? message ?? error,
		detail: detail ?? details,
		fields: errors
			.filter((entry) => entry.message !== undefined)
			.slice(0, MAX_FIELDS)
			.map((entry) => ({ path: pathText(entry.path), message: entry.message as string })),
		...aboutKey(JSON.stringify(json)),
	};
}

/** “Idempotency”, or in its place the words for a key that another request had. */
const ABOUT_KEY =
	/idempoten|\b(?:this|same) key\b|(?<!api[\s_-])\bkey[\s_-]+(?:[^\s_-]+[\s_-]+){0,3}(?:re-?)?used\b/i;

/** Servers say it in fields of many names, and refuse with many statuses. */
function aboutKey(body: string): Pick<Problem, 'isAboutKey'> {
	return ABOUT_KEY.test(body) ? { isAboutKey: true } : {};
}

function pathText(path: unknown): string {
	const parts = Array.isArray(path) ? path : [path];
	const names = parts.filter((part) => typeof part === 'string' || typeof part === 'number');
	return shortened(names.join('.'));
}

function plainText(body: string): { detail?: string } {
	const looksLikeMarkup = body.startsWith('<');
	if (body === '' || looksLikeMarkup || body.startsWith('{') || body.startsWith('[')) return {};
	return { detail: shortened(body) };
}

/** The maximum length of a message. */
function shortened(text: string): string {
	return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1).trimEnd()}…` : text;
}
