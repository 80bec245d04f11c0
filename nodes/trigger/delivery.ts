import type { IDataObject } from 'n8n-workflow';

import { normaliseCall } from '../api/call';
import { eventOf } from '../api/callEvent';
import { isCallId } from '../api/calls';
import { readEventBody } from '../api/eventBody';
import { isJsonObject } from '../api/json';

/** What somebody who posted to the trigger's URL says. Nothing of it is certain yet. */
export interface Delivery {
	/** Such as `call.completed`; undefined when it is neither named nor to be seen. */
	event?: string;
	callId?: string;
	/** The body without its envelope. */
	payload: IDataObject;
}

/** One that is about a call. */
export type CallDelivery = Delivery & { callId: string };

/** Where a webhook may name its event; TopCalls does not say, and perhaps does not name it. */
const EVENT_HEADERS = ['x-topcalls-event', 'x-webhook-event', 'x-event-type', 'x-event'];
const EVENT_KEYS = ['event', 'event_type', 'type'];
const EVENT_NAME = /^(call|campaign)[._:-]([a-z]+)/i;

/**
 * Reads a webhook of a call or campaign: flat, as https://docs.topcalls.ai/guides/webhooks shows it, or
 * in an envelope; with its event named in a header or a key, or not at all.
 *
 * @returns undefined for what is no webhook of TopCalls
 */
export function readDelivery(
	headers: Record<string, unknown>,
	body: unknown,
): Delivery | undefined {
	if (!isJsonObject(body)) return undefined;
	const { payload, callId: named = '' } = readEventBody(body)!;
	const callId = isCallId(named) ? named : undefined;
	const event = namedEvent(headers, body, payload) ?? (callId && eventSeenIn(payload));
	return event || callId ? { event, callId, payload } : undefined;
}

function namedEvent(
	headers: Record<string, unknown>,
	...bodies: Array<Record<string, unknown>>
): string | undefined {
	const inHeaders = EVENT_HEADERS.map((name) => headers[name]);
	const inBodies = bodies.flatMap((body) => EVENT_KEYS.map((key) => body[key]));
	const names = [...inHeaders, ...inBodies].filter((name) => typeof name === 'string');
	const known = names.map((name) => EVENT_NAME.exec(name)).find((match) => match !== null);
	return known ? `${known[1]}.${known[2]}`.toLowerCase() : undefined;
}

function eventSeenIn(payload: IDataObject): string | undefined {
	if (typeof payload.status !== 'string' && typeof payload.call_status !== 'string')
		return undefined;
	const call = normaliseCall(payload);
	const isTransferred = Object.keys(payload).some((key) => key.startsWith('transfer'));
	return isTransferred && !call.ended ? 'call.transferred' : eventOf(call);
}
