import type { IDataObject } from 'n8n-workflow';

import { layersOf } from '../unwrap';

/** The body of a webhook, not verified yet. */
export interface EventBody {
	/** The body without its envelope. */
	payload: IDataObject;
	/** Its ID as text; empty if it is invalid, undefined if there is none. */
	callId?: string;
	/** The payload and the envelopes around it, the outermost first. */
	layers: Array<Record<string, unknown>>;
}

/**
 * Reads the body of a webhook: flat, as https://docs.topcalls.ai/guides/webhooks shows it, or in an
 * envelope.
 *
 * @param kind what it is about
 * @returns undefined for what is no JSON object
 */
export function readEventBody(
	body: unknown,
	kind: 'call' | 'campaign' = 'call',
): EventBody | undefined {
	const layers = layersOf(body, kind);
	const payload = layers.at(-1) as IDataObject | undefined;
	return payload && { payload, callId: idAsText(payload.call_id ?? payload.id), layers };
}

function idAsText(value: unknown): string | undefined {
	if (value === undefined || value === null) return undefined;
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
