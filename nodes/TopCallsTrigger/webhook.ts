import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { callWithEvent } from '../shared/call/events';
import { clientWith } from '../shared/client/openClient';
import { PROMPT } from '../shared/client/retry';
import { redact } from '../shared/client/redact';
import { checkSignature } from '../shared/webhook/signature';
import { CREDENTIAL } from '../shared/client/transport';
import { passesFilters } from './lifecycle/accountFilters';
import { claimOn, type Claim } from './deduplication';
import { readDelivery, type CallDelivery, type Delivery } from './delivery';
import { callIdentity, campaignIdentity, isEnd } from './eventIdentity';
import { believe, verify, type Finding, type Refusal } from './verification';
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
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await decide(context);
	} catch (error) {
		return refuse(context, unable(error as Error));
	}
}

async function decide(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = readSettings(context);
	const credential = await context.getCredentials(CREDENTIAL);
	const secret = String(credential.webhookSecret ?? '').trim();
	const apiKey = String(credential.apiKey ?? '').trim();
	const { headers, rawBody } = context.getRequestObject() as PostedRequest;
	if (secret !== '') {
		const check = checkSignature({ headers, rawBody }, secret, settings.signature, Date.now());
		if (!check.ok) return refuse(context, { status: 401, reason: check.reason });
	}

	const delivery = deliveryIn(context.getBodyData(), headers, rawBody);
	if (!delivery) return refuse(context, { status: 400, reason: 'This is not a TopCalls event' });
	const { event, callId } = delivery;
	if (event?.startsWith('campaign.')) {
		if (settings.verifyWithApi && secret === '')
			return settings.events.includes(event) ? refuse(context, UNPROVEN_CAMPAIGN) : HEARD;
		const payload = redact(delivery.payload, apiKey);
		return await hearOfCampaign(context, settings, { ...delivery, event, payload }, rawBody);
	}
	if (callId === undefined) return refuse(context, { status: 400, reason: 'It names no call' });
	const call = { ...delivery, callId };
	return await hearOfCall(context, settings, call, async () => {
		if (!settings.verifyWithApi)
			return believe({ ...call, payload: redact(call.payload, apiKey) }, Date.now());
		return await verify(clientWith(credential, context, {}, PROMPT), call, Date.now());
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
	const claim = await claimOn(context, campaignIdentity(event, payload, body));
	if (!claim) return HEARD;
	if (settings.events.includes(event)) return start(claim, { ...payload, event });
	// It starts nothing, but tells that what comes next is no copy of what came before.
	claim.run();
	return HEARD;
}

async function hearOfCall(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	delivery: CallDelivery,
	find: () => Promise<Finding>,
): Promise<IWebhookResponseData> {
	const { event: told, callId } = delivery;
	const { events, filters, simple } = settings;
	// How an end is called is for TopCalls to say, so any end may be the one that is wanted.
	const mayBeWanted = isEnd(told)
		? events.some(isEnd)
		: told === undefined || events.includes(told);
	if (!mayBeWanted) return HEARD;

	// Taken before anything is waited for, so that of copies at the same moment only one goes on.
	let claim = told === undefined ? undefined : await claimOn(context, callIdentity(told, callId));
	if (told !== undefined && !claim) return HEARD;
	const finding = await find().catch(unable);
	if (!('call' in finding)) {
		claim?.giveBack();
		return refuse(context, finding);
	}
	const { event, call } = finding;
	const passes =
		!filters || passesFilters(filters, call, delivery, mayBeOfEarlierSettings(context));
	if (!events.includes(event) || !passes) {
		claim?.giveBack();
		// Nobody knows what such an event means; it may be the only one that tells of the end.
		const isOpen =
			settings.verifyWithApi && told === undefined && !call.ended && events.some(isEnd);
		return isOpen ? refuse(context, { status: 503, reason: 'This call has not ended' }) : HEARD;
	}
	claim ??= await claimOn(context, callIdentity(event, callId));
	return claim ? start(claim, callWithEvent(call, event, simple)) : HEARD;
}

/** Whether it came by a subscription that knows nothing of conversions and could not be deleted. */
function mayBeOfEarlierSettings(context: IWebhookFunctions): boolean {
	const [name = '', value] = CONVERSIONS_MARK.split('=');
	const isMarked = (context.getQueryData() as IDataObject)[name] === value;
	return !isMarked && recall(context).left.length > 0;
}

function unable(error: Error): Refusal {
	return { status: 503, reason: 'The event could not be checked', detail: error.message };
}

const RECEIVED = { received: true };
const HEARD: IWebhookResponseData = { webhookResponse: RECEIVED };

const UNPROVEN_CAMPAIGN: Refusal = {
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
			claim.run();
			return RECEIVED;
		},
	};
}

function refuse(
	context: IWebhookFunctions,
	{ status, reason, detail }: Refusal,
): IWebhookResponseData {
	const { name } = context.getNode();
	const more = detail ? ` (${detail})` : '';
	context.logger.warn(`“${name}” answered an event with ${status}: ${reason}${more}`);
	context.getResponseObject().status(status).json({ message: reason });
	return { noWebhookResponse: true };
}
