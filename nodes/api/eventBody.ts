import type { IDataObject } from 'n8n-workflow';

import { isJsonObject } from './json';

/** What the body of a webhook says. Nothing of it is certain yet. */
export interface EventBody {
	/** The body without its envelope. */
	payload: IDataObject;
	/** The ID that it names, as text; empty for what can be none, undefined when it names no call. */
	callId?: string;
}

/**
 * Reads the body of a webhook: flat, as https://docs.topcalls.ai/guides/webhooks shows it, or in an
 * envelope.
 */
export function readEventBody(body: Record<string, unknown>): EventBody {
	const payload = withoutEnvelope(body) as IDataObject;
	return { payload, callId: idAsText(payload.call_id ?? payload.id) };
}

function withoutEnvelope(body: Record<string, unknown>): Record<string, unknown> {
	if (body.call_id !== undefined) return body;
	return [body.data, body.call].find(isJsonObject) ?? body;
}

function idAsText(value: unknown): string | undefined {
	if (value === undefined || value === null) return undefined;
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
