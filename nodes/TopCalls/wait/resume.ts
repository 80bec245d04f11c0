import {
	ApplicationError,
	type IDataObject,
	type INode,
	type IWebhookDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { normalizeCall, type Call } from '../../shared/call/call';
import { CREDENTIAL } from '../../shared/client/transport';
import { webhookClient } from '../../shared/client/webhookClient';
import { readingsOf } from '../../shared/webhook/postedJson';
import { ACKNOWLEDGED, reject } from '../../shared/webhook/reply';
import { TopCallsError } from '../../shared/errors/TopCallsError';
import { pendingCallsFor } from './pendingWaits';
import type { Result } from '../execution/operation';
import { unreadableError, unreadableResult } from './unreadableCall';
import { isToken } from './resumeToken';
import { toOutputs } from '../execution/outputs';
import { withInput } from '../fields/includeInput';
import { resultOf } from './result';
import { TOKEN_PARAMETER } from './resumeUrl';
import { callOfEvent } from './callOfEvent';
import { readWaitState, type WaitEntry } from './state';

/** The webhook for the events of calls that an execution waits for; n8n makes it part of the resume URL. */
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
 * Handles an event of a call that the execution waits for. The event is only a hint: the API is asked what
 * happened. Once all calls have ended, the execution continues with one item for each input item. A call that
 * TopCalls no longer knows does not delay the others.
 * Answers 200 when the event was received; on 503 TopCalls delivers it again.
 *
 * Follows https://docs.topcalls.ai/guides/webhooks.
 */
export async function resume(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const state = readWaitState(context);
	const token = (context.getQueryData() as IDataObject)[TOKEN_PARAMETER];
	if (!state || !isToken(token, state.tokenFingerprint)) {
		return reject(context, 401, 'No execution waits for a call at this URL');
	}

	const callIds = state.entries.flatMap((entry) => ('callId' in entry ? [entry.callId] : []));
	const event = callOfEvent(readingsOf(context.getBodyData(), rawBodyOf(context)), callIds);
	const pending = pendingCallsFor(`${state.tokenFingerprint} ${state.runIndex}`);
	if (pending.isResuming(Date.now())) return ACKNOWLEDGED;

	try {
		const client = webhookClient(context, await context.getCredentials(CREDENTIAL));
		const calls = await pending.callsAfter(event, client, callIds, state.since);
		if (calls === 'acknowledge') return ACKNOWLEDGED;
		if (calls === 'repeat') return reject(context, 503, NOT_YET);

		// Built before the claim: should that fail, the event is delivered again.
		const continues = continuesOnFail(context.getNode());
		const results = state.entries.map((entry) => [resultFor(entry, calls, continues)]);
		return pending.tryResume(Date.now()) ? { workflowData: toOutputs(results) } : ACKNOWLEDGED;
	} catch {
		return reject(context, 503, 'TopCalls could not be asked about this call');
	}
}

const NOT_YET = 'The result of the call is not available yet';

/** For a multipart form n8n keeps no raw body. */
function rawBodyOf(context: IWebhookFunctions): Buffer | undefined {
	return (context.getRequestObject() as { rawBody?: Buffer }).rawBody;
}

/** The output of one item: what was decided before any call, the result of its call, or that the result is lost. */
function resultFor(
	entry: WaitEntry,
	calls: Map<string, Call | TopCallsError>,
	continues: boolean,
): Result {
	if ('result' in entry) return entry.result;
	const { callId, number } = entry;
	const call = calls.get(callId);
	if (!call) throw new ApplicationError(`Call ${callId} has not ended`);
	if (call instanceof TopCallsError && continues) {
		const { message: error, hint } = unreadableError(call);
		const about = `phone_number: ${number}, call_id: ${callId}`;
		return { json: { error, message: `${hint} ${about}` } };
	}
	const json =
		call instanceof TopCallsError
			? unreadableResult(entry, normalizeCall({ call_id: callId }), call)
			: resultOf(entry, call);
	return { json: withInput(entry.input, json) };
}

/** Whether On Error lets the workflow continue with an item that holds an error. */
function continuesOnFail({ onError, continueOnFail }: INode): boolean {
	return onError === undefined ? continueOnFail === true : onError !== 'stopWorkflow';
}
