import { isJsonObject } from '../json';
import { parseJson } from '../client/parseJson';

/** Form fields that may contain JSON. */
const FORM_FIELDS = ['payload', 'data', 'body', 'json'];

/**
 * The possible meanings of a body, the likeliest first: what n8n parsed; JSON with another type, such as
 * text/plain; JSON in a field of a form.
 *
 * @param body    as n8n parsed it
 * @param rawBody as it came; n8n keeps none of a multipart body
 */
export function* readingsOf(body: unknown, rawBody: Buffer | undefined): Generator<unknown> {
	const text = rawBody?.toString() ?? '';
	// n8n rounds long numbers, such as some IDs.
	if (/\d{16}/.test(text)) yield parsed(text);
	yield body;
	yield parsed(text);
	if (!isJsonObject(body)) return;
	for (const field of FORM_FIELDS) if (typeof body[field] === 'string') yield parsed(body[field]);
}

function parsed(text: string): unknown {
	try {
		return parseJson(text.replace(/^\uFEFF/, ''));
	} catch {
		return undefined;
	}
}
