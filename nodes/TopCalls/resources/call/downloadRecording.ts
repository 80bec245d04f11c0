import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { simplifyCall, type Call } from '../../../shared/call/call';
import { eventOf } from '../../../shared/call/events';
import { fetchCall } from '../../../shared/call/requests';
import { saveDownload } from '../../../shared/client/download/saveDownload';
import { isProcessed } from '../../../shared/call/processed';
import type { RequestContext } from '../../../shared/client/transport';
import { EmptyField } from '../../../shared/errors/EmptyField';
import { UserError } from '../../../shared/errors/UserError';
import type { Operation } from '../../execution/operation';
import type { OperationDefinition } from '../../execution/resource';
import { readText } from '../../../shared/fields/readText';
import { callIdField, readCallId } from './callId';

const outputField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	hint: 'The name of the output binary field to put the file in',
};

interface Params {
	callId: string;
	property: string;
}

/**
 * Fetches the call, then the file at its `recording_url`.
 * See https://docs.topcalls.ai/api-reference/calls/get-call-details.
 */
const operation: Operation<Params> = {
	parse(context, itemIndex) {
		const { displayName, name, default: otherwise } = outputField;
		const property = readText(displayName, context.getNodeParameter(name, itemIndex, otherwise));
		if (property === '') throw new EmptyField(displayName, 'Enter a field name, e.g. data.');
		const callId = context.getNodeParameter('callId', itemIndex, '');
		return { callId: String(readCallId(callIdField, callId)), property };
	},

	async execute({ client, context }, { callId, property }, itemIndex) {
		const call = await fetchCall(client, callId, itemIndex);
		const link = call.recording_url;
		if (typeof link !== 'string' || link === '') throw noRecording(call);

		const requests = context as unknown as RequestContext;
		const binary = await saveDownload(requests, client, context.helpers, {
			link,
			name: callId,
			priority: itemIndex,
			canceled: context.getExecutionCancelSignal?.(),
		});
		return [{ json: simplifyCall(call) as IDataObject, binary: { [property]: binary } }];
	},

	describeItem: ({ callId }) => ({ call_id: callId }),
};

function noRecording(call: Call): UserError {
	const message = `Call ${call.call_id} has no recording`;
	if (!call.ended) {
		return new UserError(
			`${message} yet: it has not ended`,
			'Wait for its end, e.g. with Make and Wait for Result or a trigger.',
		);
	}
	// A voicemail is recorded too.
	const isTalk = eventOf(call) === 'call.completed';
	if (isTalk && !isProcessed(call, Date.now())) {
		return new UserError(
			`${message} yet`,
			'TopCalls adds it about 15 seconds after the call’s end. Put a Wait node before this step.',
		);
	}
	if (isTalk) {
		return new UserError(message, 'TopCalls has not recorded this call.');
	}
	return new UserError(
		`${message}: its outcome is ${call.outcome}`,
		'Only calls that were answered are recorded.',
	);
}

export const downloadRecording: OperationDefinition = {
	name: 'Download Recording',
	value: 'downloadRecording',
	action: 'Download a call recording',
	description: 'Download the recording of a call as a file',
	fields: [callIdField, outputField],
	operation,
};
