import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { isCallId } from '../../../shared/call/requests';
import { quote } from '../../../shared/quote';
import { UserError } from '../../../shared/errors/UserError';
import { readText } from '../../../shared/fields/readText';

/** The field that says which call; the same for every operation on one call. */
export const callIdField: INodeProperties = {
	displayName: 'Call ID',
	name: 'callId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 564d4fd4-03bc-400a-abe0-05540fbeff88',
	description: 'The call_id in the output of Make, Get Many or a trigger',
};

/**
 * @returns the call's ID, safe to put into a path
 * @throws UserError
 */
export function readCallId(context: IExecuteFunctions, itemIndex: number): string {
	const id = readText('Call ID', context.getNodeParameter('callId', itemIndex, ''));
	if (id === '') {
		throw new UserError(
			'Call ID is empty',
			'Give the call_id of a call, e.g. {{ $json.call_id }} of a Make step before this one.',
		);
	}
	if (!isCallId(id)) {
		throw new UserError(
			`Call ID ${quote(id)} is not an ID`,
			'Give only the ID, e.g. 564d4fd4-03bc-400a-abe0-05540fbeff88, not a URL or a phone number.',
		);
	}
	return id;
}
