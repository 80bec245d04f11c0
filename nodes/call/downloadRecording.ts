import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { simplifyCall, type Call } from '../api/call';
import { eventOf } from '../api/callEvent';
import { fetchCall } from '../api/calls';
import { openDownload } from '../api/download';
import { isSettled } from '../api/settled';
import type { RequestContext } from '../api/transport';
import { InputProblem } from '../items/InputProblem';
import type { Operation } from '../items/operation';
import { readText } from '../items/readText';
import { callIdField, readCallId } from './callId';

const EXTENSIONS: Record<string, string> = {
	'audio/mpeg': 'mp3',
	'audio/mp3': 'mp3',
	'audio/wav': 'wav',
	'audio/x-wav': 'wav',
	'audio/wave': 'wav',
	'audio/ogg': 'ogg',
	'audio/mp4': 'm4a',
	'audio/webm': 'webm',
};

export const fields: INodeProperties[] = [
	callIdField,
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
		hint: 'The name of the output binary field to put the file in',
	},
];

interface Wanted {
	callId: string;
	property: string;
}

/**
 * Fetches the call, then the file at its `recording_url`.
 * See https://docs.topcalls.ai/api-reference/calls/get-call-details.
 */
export const operation: Operation<Wanted> = {
	prepare(context, itemIndex) {
		const written = context.getNodeParameter('binaryPropertyName', itemIndex, 'data');
		const property = readText('Put Output File in Field', written);
		if (property === '') {
			throw new InputProblem('Put Output File in Field is empty', 'Give a field name, e.g. data.');
		}
		return { callId: readCallId(context, itemIndex), property };
	},

	async perform({ client, context, gate }, { callId, property }, itemIndex) {
		const call = await fetchCall(client, callId, itemIndex);
		const link = call.recording_url;
		if (typeof link !== 'string' || link === '') throw noRecording(call);

		const binary = await gate.through(itemIndex, async () => {
			const { baseUrl } = client.settings;
			const file = await openDownload(context as unknown as RequestContext, baseUrl, link);
			const extension = EXTENSIONS[file.mediaType] ?? 'mp3';
			const type = file.mediaType.startsWith('audio/') ? file.mediaType : 'audio/mpeg';
			return await context.helpers.prepareBinaryData(file.stream, `${callId}.${extension}`, type);
		});
		return [{ json: simplifyCall(call) as IDataObject, binary: { [property]: binary } }];
	},

	identify: ({ callId }) => ({ call_id: callId }),
};

function noRecording(call: Call): InputProblem {
	const message = `Call ${call.call_id} has no recording`;
	if (!call.ended) {
		return new InputProblem(
			`${message} yet: it has not ended`,
			'Wait for its end, e.g. with Make and Wait or a trigger.',
		);
	}
	// A voicemail is recorded too.
	const isTalk = eventOf(call) === 'call.completed';
	if (isTalk && !isSettled(call, Date.now())) {
		return new InputProblem(
			`${message} yet`,
			'TopCalls adds it about 15 seconds after the call’s end. Put a Wait node before this step.',
		);
	}
	if (isTalk) {
		return new InputProblem(message, 'TopCalls has not recorded this call.');
	}
	return new InputProblem(
		`${message}: its outcome is ${call.outcome}`,
		'Only calls that were answered are recorded.',
	);
}
