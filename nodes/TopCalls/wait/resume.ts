import {
	ApplicationError,
	type IDataObject,
	type INode,
	type IWebhookDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { normalizeCall, type Call } from '../../shared/call/call';
import { openClient } from '../../shared/client/openClient';
import { WEBHOOK_RETRY } from '../../shared/client/retry';
import { asTopCallsError, TopCallsError } from '../../shared/errors/TopCallsError';
import { pendingCallsFor } from './pendingCalls';
import { lostProblem, lostResult } from './lostCall';
import { isToken } from './resumeToken';
import { resultOf } from './result';
import { TOKEN_PARAMETER } from './resumeUrl';
import { callOfEvent } from './callOfEvent';
import { readWaitState, type WaitEntry } from './state';

/** Where TopCalls tells a waiting execution what became of its calls; n8n makes it part of the resume URL. */
export const resumeWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		path: '={{ $nodeId }}',
		restartWebhook: true,
		isFullPath: true,
	},
];

/**
 * Hears an event of a call that the execution waits for. The event is only a hint: what counts is what
 * the API says. Once all calls have ended, the flow goes on with one item for each item that came in; a call that
 * TopCalls no longer knows holds up no other.
 * 200 means heard; at 503 TopCalls delivers again.
 *
 * Follows https://docs.topcalls.ai/guides/webhooks.
 */
export async function resume(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const state = readWaitState(context);
	const token = (context.getQueryData() as IDataObject)[TOKEN_PARAMETER];
	if (!state || !isToken(token, state.tokenFingerprint)) {
		return answer(context, 401, 'This is not the address of a call');
	}

	const callIds = state.entries.flatMap((entry) => ('callId' in entry ? [entry.callId] : []));
	const told = callOfEvent(context.getBodyData(), callIds);
	const known = pendingCallsFor(`${state.tokenFingerprint} ${state.runIndex}`);
	if (known.isResuming(Date.now())) return HEARD;

	try {
		const client = await openClient(context, {}, WEBHOOK_RETRY);
		const found =
			told === undefined ? null : await known.endedCall(client, told).catch(asTopCallsError);
		if (found === undefined) {
			return answer(context, 503, 'TopCalls does not say yet that this call has ended');
		}
		const calls = await known.endedCalls(client, callIds, state.since);
		const isUnread = found instanceof TopCallsError;
		if (calls === 'open' && !isUnread) return HEARD;
		if (calls === 'open' || calls === 'unclear') return answer(context, 503, NOT_ASKED);

		// Built before the claim: should that fail, the event is delivered again.
		const continues = continuesOnFail(context.getNode());
		const items = state.entries.map((entry, item) => ({
			json: jsonOf(entry, calls, continues),
			pairedItem: { item },
		}));
		return known.tryResume(Date.now()) ? { workflowData: [items] } : HEARD;
	} catch {
		return answer(context, 503, NOT_ASKED);
	}
}

const NOT_ASKED = 'TopCalls could not be asked about this call';
const HEARD: IWebhookResponseData = { webhookResponse: { received: true } };

function answer(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}

/** An item that failed before it was dialled, the result of its call, or that nothing can be learnt of it. */
function jsonOf(
	entry: WaitEntry,
	calls: Map<string, Call | TopCallsError>,
	continues: boolean,
): IDataObject {
	if ('failed' in entry) return entry.failed;
	const { callId, number } = entry;
	const call = calls.get(callId);
	if (!call) throw new ApplicationError(`Call ${callId} has not ended`);
	if (!(call instanceof TopCallsError)) return resultOf(entry, call);
	if (!continues) return lostResult(entry, normalizeCall({ call_id: callId }), call);
	const { message: error, hint } = lostProblem(call);
	return { error, message: `${hint} phone_number: ${number}, call_id: ${callId}` };
}

/** Whether On Error lets the flow go on with an item that holds an error. */
function continuesOnFail({ onError, continueOnFail }: INode): boolean {
	return onError === undefined ? continueOnFail === true : onError !== 'stopWorkflow';
}
