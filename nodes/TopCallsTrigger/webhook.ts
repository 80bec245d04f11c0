import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { callWithEvent } from '../shared/call/events';
import { clientWith } from '../shared/client/openClient';
import { WEBHOOK_RETRY } from '../shared/client/retry';
import { redact } from '../shared/client/redact';
import { checkSignature } from '../shared/webhook/signature';
import { CREDENTIAL } from '../shared/client/transport';
import { passesFilters } from './lifecycle/accountFilters';
import { claimEvent, type Claim } from './deduplication';
import { readDelivery, type CallDelivery, type Delivery } from './delivery';
import { callIdentity, campaignIdentity, isEnd } from './eventIdentity';
import { trustEvent, verifyEvent, type Verification, type Rejection } from './verification';
import { readingsOf } from './postedJson';
import { recall } from './lifecycle/subscriptionState';
import { CONVERSIONS_MARK } from './lifecycle/desiredSubscriptions';
import { readSettings, type TriggerSettings } from './settings';

/**
 * Hears an event: is it signed, is it wanted, is it new, is it true? In this order, and only then is an
 * execution started. 200 means heard, 401 not believed; at 503 TopCalls delivers again.
 *
 * Follows https://docs.topcalls.ai/guides/webhooks. Never throws: n8n would save a failed execution.
 */
export async function handleWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await route(context);
	} catch (error) {
		return reject(context, unavailable(error as Error));
	}
}

async function route(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = readSettings(context);
	const credential = await context.getCredentials(CREDENTIAL);
	const secret = String(credential.webhookSecret ?? '').trim();
	const apiKey = String(credential.apiKey ?? '').trim();
	const { headers, rawBody } = context.getRequestObject() as PostedRequest;
	if (secret !== '') {
		const check = checkSignature({ headers, rawBody }, secret, settings.signature, Date.now());
		if (!check.ok) return reject(context, { status: 401, reason: check.reason });
	}

	const delivery = deliveryIn(context.getBodyData(), headers, rawBody);
	if (!delivery) return reject(context, { status: 400, reason: 'This is not a TopCalls event' });
	const { event, callId } = delivery;
	if (event?.startsWith('campaign.')) {
		if (settings.verifyWithApi && secret === '')
			return settings.events.includes(event) ? reject(context, UNPROVEN_CAMPAIGN) : ACKNOWLEDGED;
		const payload = redact(delivery.payload, apiKey);
		return await hearOfCampaign(context, settings, { ...delivery, event, payload }, rawBody);
	}
	if (callId === undefined) return reject(context, { status: 400, reason: 'It names no call' });
	const call = { ...delivery, callId };
	return await handleCallEvent(context, settings, call, async () => {
		if (!settings.verifyWithApi)
			return trustEvent({ ...call, payload: redact(call.payload, apiKey) }, Date.now());
		return await verifyEvent(clientWith(credential, context, {}, WEBHOOK_RETRY), call, Date.now());
	});
}

/** n8n keeps no raw body of what it parses as multipart. */
interface PostedRequest {
	headers: Record<string, unknown>;
	rawBody?: Buffer;
}

function deliveryIn(
	body: unknown,
	headers: Record<string, unknown>,
	rawBody: Buffer | undefined,
): Delivery | undefined {
	for (const reading of readingsOf(body, rawBody)) {
		const delivery = readDelivery(headers, reading);
		if (delivery) return delivery;
	}
	return undefined;
}

async function hearOfCampaign(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	{ event, payload }: Delivery & { event: string },
	rawBody: Buffer | undefined,
): Promise<IWebhookResponseData> {
	const body = rawBody?.toString() ?? JSON.stringify(payload);
	const claim = await claimEvent(context, campaignIdentity(event, payload, body));
	if (!claim) return ACKNOWLEDGED;
	if (settings.events.includes(event)) return start(claim, { ...payload, event });
	// It starts nothing, but tells that what comes next is no copy of what came before.
	claim.commit();
	return ACKNOWLEDGED;
}

async function handleCallEvent(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	delivery: CallDelivery,
	find: () => Promise<Verification>,
): Promise<IWebhookResponseData> {
	const { event: told, callId } = delivery;
	const { events, filters, simple } = settings;
	// How an end is called is for TopCalls to say, so any end may be the one that is wanted.
	const mayBeWanted = isEnd(told)
		? events.some(isEnd)
		: told === undefined || events.includes(told);
	if (!mayBeWanted) return ACKNOWLEDGED;

	// Taken before anything is waited for, so that of copies at the same moment only one goes on.
	let claim =
		told === undefined ? undefined : await claimEvent(context, callIdentity(told, callId));
	if (told !== undefined && !claim) return ACKNOWLEDGED;
	const finding = await find().catch(unavailable);
	if (!('call' in finding)) {
		claim?.release();
		return reject(context, finding);
	}
	const { event, call } = finding;
	const passes =
		!filters || passesFilters(filters, call, delivery, mayBeOfEarlierSettings(context));
	if (!events.includes(event) || !passes) {
		claim?.release();
		// Nobody knows what such an event means; it may be the only one that tells of the end.
		const isOpen =
			settings.verifyWithApi && told === undefined && !call.ended && events.some(isEnd);
		return isOpen
			? reject(context, { status: 503, reason: 'This call has not ended' })
			: ACKNOWLEDGED;
	}
	claim ??= await claimEvent(context, callIdentity(event, callId));
	return claim ? start(claim, callWithEvent(call, event, simple)) : ACKNOWLEDGED;
}

/** Whether it came by a subscription that knows nothing of conversions and could not be deleted. */
function mayBeOfEarlierSettings(context: IWebhookFunctions): boolean {
	const [name = '', value] = CONVERSIONS_MARK.split('=');
	const isMarked = (context.getQueryData() as IDataObject)[name] === value;
	return !isMarked && recall(context).left.length > 0;
}

function unavailable(error: Error): Rejection {
	return { status: 503, reason: 'The event could not be checked', detail: error.message };
}

const RECEIVED = { received: true };
const ACKNOWLEDGED: IWebhookResponseData = { webhookResponse: RECEIVED };

const UNPROVEN_CAMPAIGN: Rejection = {
	status: 401,
	reason: 'An event of a campaign is only believed when it is signed',
	detail: 'Fill in the Webhook Secret of the credential, or switch off Verify with API.',
};

function start(claim: Claim, json: object): IWebhookResponseData {
	return {
		workflowData: [[{ json: json as IDataObject }]],
		// n8n asks for the answer once it has started the execution, and right after it saves static data:
		// what is noted earlier it would forget, and an execution that did not start would be noted too.
		get webhookResponse() {
			claim.commit();
			return RECEIVED;
		},
	};
}

function reject(
	context: IWebhookFunctions,
	{ status, reason, detail }: Rejection,
): IWebhookResponseData {
	const { name } = context.getNode();
	const more = detail ? ` (${detail})` : '';
	context.logger.warn(`“${name}” answered an event with ${status}: ${reason}${more}`);
	context.getResponseObject().status(status).json({ message: reason });
	return { noWebhookResponse: true };
}
