import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { callWithEvent } from '../api/callEvent';
import { clientWith } from '../api/openClient';
import { PROMPT } from '../api/retryPlan';
import { checkSignature } from '../api/signature';
import { CREDENTIAL } from '../api/transport';
import { claimOn, type Claim } from './claim';
import { readDelivery, type CallDelivery } from './delivery';
import { believe, verify, type Finding, type Refusal } from './finding';
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
	const { headers, rawBody = Buffer.alloc(0) } = context.getRequestObject();
	if (secret !== '') {
		const check = checkSignature({ headers, rawBody }, secret, settings.signature, Date.now());
		if (!check.ok) return refuse(context, { status: 401, reason: check.reason });
	}

	const delivery = readDelivery(headers, context.getBodyData());
	if (!delivery) return refuse(context, { status: 400, reason: 'This is not a TopCalls event' });
	const { event, callId, payload } = delivery;
	if (event !== undefined && !settings.events.includes(event)) return HEARD;

	if (event?.startsWith('campaign.')) {
		if (settings.verifyWithApi && secret === '') return refuse(context, UNPROVEN_CAMPAIGN);
		// It may well be paused twice: only what is the same to the letter is the same event.
		const claim = claimOn(context, `${event} ${rawBody.toString()}`);
		return claim ? start(claim, { ...payload, event }) : HEARD;
	}
	if (callId === undefined) return refuse(context, { status: 400, reason: 'It names no call' });
	const call = { ...delivery, callId };
	return await hearOfCall(context, settings, call, async () => {
		if (!settings.verifyWithApi) return believe(call);
		return await verify(clientWith(credential, context, {}, PROMPT), call, Date.now());
	});
}

async function hearOfCall(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	delivery: CallDelivery,
	find: () => Promise<Finding>,
): Promise<IWebhookResponseData> {
	const take = (event: string) =>
		settings.events.includes(event) ? claimOn(context, `${event} ${delivery.callId}`) : undefined;

	// Taken before anything is waited for, so that of copies at the same moment only one goes on.
	let claim = delivery.event === undefined ? undefined : take(delivery.event);
	if (delivery.event !== undefined && !claim) return HEARD;
	const finding = await find().catch(unable);
	if (!('call' in finding)) {
		claim?.giveBack();
		return refuse(context, finding);
	}
	claim ??= take(finding.event);
	return claim ? start(claim, callWithEvent(finding.call, finding.event, settings.simple)) : HEARD;
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
