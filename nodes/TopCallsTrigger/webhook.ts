import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { callWithEvent } from '../shared/call/events';
import { isAddressable } from '../shared/client/path';
import { redact } from '../shared/client/redact';
import { quote } from '../shared/quote';
import { ACKNOWLEDGED, RECEIVED } from '../shared/webhook/reply';
import { readingsOf } from '../shared/webhook/postedJson';
import { checkSignature, type SignatureScheme } from '../shared/webhook/signature';
import { readAnew, readCredential } from './credential';
import { passesFilters } from './lifecycle/accountFilters';
import { claimEvent, type Claim } from './deduplication';
import { lookupClient } from './lookupClient';
import { readDelivery, type CallDelivery, type Delivery } from './delivery';
import { callIdentity, campaignIdentity, isEnd } from './eventIdentity';
import { trustEvent, verifyEvent, type Verification, type Rejection } from './verification';
import { refuse } from './refuse';
import { recall } from './lifecycle/subscriptionState';
import { CONVERSIONS_MARK } from './lifecycle/desiredSubscriptions';
import { readSettings, type TriggerSettings } from './settings';

/**
 * Handles an event. Checks in this order that it is signed, wanted, new and true, and only then starts an
 * execution. Answers 200 when it was received and 401 when it is not trusted; on 503 TopCalls delivers it again.
 *
 * Follows https://docs.topcalls.ai/guides/webhooks. Never throws: n8n would save a failed execution.
 */
export async function handleWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await route(context);
	} catch (error) {
		return refuse(context, unavailable(error as Error));
	}
}

async function route(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = readSettings(context);
	const { headers, rawBody } = context.getRequestObject() as PostedRequest;
	const sign = { headers, rawBody, scheme: settings.signature };
	const { credential, secret, refusal } = await authenticate(context, sign);
	if (refusal) return refuse(context, { status: 401, reason: refusal });
	const apiKey = String(credential.apiKey ?? '').trim();

	const delivery = deliveryIn(context.getBodyData(), headers, rawBody);
	if (!delivery) return refuse(context, { status: 400, reason: 'This is not a TopCalls event' });
	const { event, callId } = delivery;
	if (event?.startsWith('campaign.')) {
		if (settings.verifyWithApi && secret === '')
			return settings.events.includes(event) ? refuse(context, UNSIGNED_CAMPAIGN) : ACKNOWLEDGED;
		const payload = redact(delivery.payload, apiKey);
		return await handleCampaignEvent(context, settings, { ...delivery, event, payload }, rawBody);
	}
	if (callId === undefined)
		return refuse(context, { status: 400, reason: 'The event has no call ID' });
	if (!isAddressable(callId))
		return refuse(context, { status: 400, reason: `No call can have the ID ${quote(callId)}` });
	const call = { ...delivery, callId };
	return await handleCallEvent(context, settings, call, async () => {
		if (!settings.verifyWithApi)
			return trustEvent({ ...call, payload: redact(call.payload, apiKey) }, Date.now());
		return await verifyEvent(lookupClient(context, credential), call, Date.now());
	});
}

/**
 * Checks who sent an event.
 *
 * @returns `refusal` why it is not from TopCalls; `secret` empty when events are not signed
 */
async function authenticate(
	context: IWebhookFunctions,
	{ headers, rawBody, scheme }: PostedRequest & { scheme: SignatureScheme },
) {
	const check = (credential: ICredentialDataDecryptedObject) => {
		const secret = String(credential.webhookSecret ?? '').trim();
		if (secret === '') return { credential, secret };
		const checked = checkSignature({ headers, rawBody }, secret, scheme, Date.now());
		return { credential, secret, refusal: checked.ok ? undefined : checked.reason };
	};
	const { credential, isFresh } = await readCredential(context, Date.now());
	const checked = check(credential);
	if (!checked.refusal || isFresh) return checked;
	// The secret may have been changed a moment ago.
	return check(await readAnew(context, Date.now()));
}

/** For a multipart form n8n keeps no raw body. */
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

async function handleCampaignEvent(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	{ event, payload }: Delivery & { event: string },
	rawBody: Buffer | undefined,
): Promise<IWebhookResponseData> {
	const body = rawBody?.toString() ?? JSON.stringify(payload);
	const claim = await claimEvent(context, campaignIdentity(event, payload, body));
	if (!claim) return ACKNOWLEDGED;
	if (settings.events.includes(event)) return start(claim, { ...payload, event });
	// It starts nothing, but shows that the next event is not a copy of the one before.
	claim.commit();
	return ACKNOWLEDGED;
}

async function handleCallEvent(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	delivery: CallDelivery,
	verify: () => Promise<Verification>,
): Promise<IWebhookResponseData> {
	const { event: claimed, callId } = delivery;
	const { events, filters, simple } = settings;
	// The API decides how a call ended, so any end event may be the selected one.
	const mayBeWanted = isEnd(claimed)
		? events.some(isEnd)
		: claimed === undefined || events.includes(claimed);
	if (!mayBeWanted) return ACKNOWLEDGED;

	// Claimed before anything is awaited, so that of copies at the same moment only one continues.
	let claim =
		claimed === undefined ? undefined : await claimEvent(context, callIdentity(claimed, callId));
	if (claimed !== undefined && !claim) return ACKNOWLEDGED;
	const verification = await verify().catch(unavailable);
	if (!('call' in verification)) {
		claim?.release();
		return refuse(context, verification);
	}
	const { event, call } = verification;
	const passes =
		!filters || passesFilters(filters, call, delivery, mayBeOfEarlierSettings(context));
	if (!events.includes(event) || !passes) {
		claim?.release();
		// The event is unknown; it may be the only one about the end of the call.
		const isOpen =
			settings.verifyWithApi && claimed === undefined && !call.ended && events.some(isEnd);
		return isOpen
			? refuse(context, { status: 503, reason: 'The call has not ended yet' })
			: ACKNOWLEDGED;
	}
	claim ??= await claimEvent(context, callIdentity(event, callId));
	return claim ? start(claim, callWithEvent(call, event, simple)) : ACKNOWLEDGED;
}

/** Whether a subscription of earlier settings, without the conversion filter, may have sent it. */
function mayBeOfEarlierSettings(context: IWebhookFunctions): boolean {
	const [name = '', value] = CONVERSIONS_MARK.split('=');
	const isMarked = (context.getQueryData() as IDataObject)[name] === value;
	return !isMarked && recall(context).left.length > 0;
}

function unavailable(error: Error): Rejection {
	return { status: 503, reason: 'The event could not be checked', detail: error.message };
}

const UNSIGNED_CAMPAIGN: Rejection = {
	status: 401,
	reason: 'Campaign events are only accepted when they are signed',
	detail: 'Set the Webhook Secret of the credential, or turn off Verify with API.',
};

function start(claim: Claim, json: object): IWebhookResponseData {
	return {
		workflowData: [[{ json: json as IDataObject }]],
		// n8n reads the response after it has started the execution and right before it saves static data.
		// Committed earlier, the event would not be saved, or saved although no execution started.
		get webhookResponse() {
			claim.commit();
			return RECEIVED;
		},
	};
}
