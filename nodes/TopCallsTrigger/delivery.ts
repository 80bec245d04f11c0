import type { IDataObject } from 'n8n-workflow';

import { normalizeCall } from '../shared/call/call';
import { eventOf } from '../shared/call/events';
import { enumValue } from '../shared/call/state';
import { readEventBody } from '../shared/webhook/payload';

/** An event that was posted to the trigger's URL, not verified yet. */
export interface Delivery {
	/** Such as `call.completed`; undefined when it is neither named nor evident. */
	event?: string;
	/** The disposition of the call, if the name of the event contains it. */
	disposition?: string;
	/** As it was posted; not every text can be the ID of a call. */
	callId?: string;
	/** The body without its envelope. */
	payload: IDataObject;
}

/** One that is about a call. */
export type CallDelivery = Delivery & { callId: string };

/** Where a webhook may name its event; TopCalls does not say, and perhaps does not name it. */
const EVENT_HEADERS = ['x-topcalls-event', 'x-webhook-event', 'x-event-type', 'x-event'];
const EVENT_KEYS = ['event', 'event_type', 'type'];
/** Only documented names: the meaning of others, such as `call.ended`, is unknown. */
const CALL_EVENT = /^call[._:-](queued|started|completed|failed|transferred)$/i;
const DISPOSITION_EVENT = /^call\.(completed)\.([a-z0-9_]+)$/i;
const CAMPAIGN_EVENT = /^campaign[._:-]([a-z]+)$/i;
const OPEN = new Set(['pending', 'queued', 'in-progress']);

/**
 * Reads a webhook of a call or campaign: flat, as https://docs.topcalls.ai/guides/webhooks shows it, or
 * in an envelope; with its event named in a header or a key, or not at all.
 *
 * @param body parsed JSON
 * @returns undefined if it is not a webhook of TopCalls
 */
export function readDelivery(
	headers: Record<string, unknown>,
	body: unknown,
): Delivery | undefined {
	const aboutCall = readEventBody(body);
	if (!aboutCall) return undefined;
	const { payload, layers } = aboutCall;
	const named = namedEvent(headers, layers);
	if (named?.event.startsWith('campaign.')) {
		return { ...named, payload: readEventBody(body, 'campaign')?.payload ?? payload };
	}
	const callId = aboutCall.callId || undefined;
	const event = named?.event ?? (callId && eventSeenIn(payload));
	if (event === undefined && callId === undefined) return undefined;
	return { ...named, event, callId, payload };
}

function namedEvent(
	headers: Record<string, unknown>,
	layers: Array<Record<string, unknown>>,
): { event: string; disposition?: string } | undefined {
	const inHeaders = EVENT_HEADERS.map((name) => headers[name]);
	const inBody = layers.flatMap((layer) => EVENT_KEYS.map((key) => layer[key]));
	for (const text of [...inHeaders, ...inBody]) {
		if (typeof text !== 'string') continue;
		const name = text.trim();
		const call = CALL_EVENT.exec(name) ?? DISPOSITION_EVENT.exec(name);
		if (call)
			return { event: `call.${call[1]}`.toLowerCase(), disposition: call[2]?.toLowerCase() };
		const campaign = CAMPAIGN_EVENT.exec(name);
		if (campaign) return { event: `campaign.${campaign[1]}`.toLowerCase() };
	}
	return undefined;
}

/** The event that matches the state of the call; undefined for an undocumented state. */
function eventSeenIn(payload: IDataObject): string | undefined {
	const call = normalizeCall(payload);
	if (call.ended) return eventOf(call);
	if (!OPEN.has(enumValue(payload.status))) return undefined;
	const isTransferred = Object.keys(payload).some((key) => key.startsWith('transfer'));
	return isTransferred ? 'call.transferred' : eventOf(call);
}
