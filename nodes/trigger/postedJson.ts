import { isJsonObject } from '../api/json';

/** In which senders of forms put JSON. */
const FORM_FIELDS = ['payload', 'data', 'body', 'json'];

/**
 * What a body may be read as, the likeliest first: what n8n parsed; JSON that came as something else, such as
 * text/plain; JSON in a field of a form.
 *
 * @param body    as n8n parsed it
 * @param rawBody as it came; n8n keeps none of a multipart body
 */
export function* readingsOf(body: unknown, rawBody: Buffer | undefined): Generator<unknown> {
	yield body;
	if (rawBody) yield parsed(rawBody.toString());
	if (!isJsonObject(body)) return;
	for (const field of FORM_FIELDS) if (typeof body[field] === 'string') yield parsed(body[field]);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch {
		return undefined;
	}
}
