import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isId } from '../../../shared/client/path';
import { UserError } from '../../../shared/errors/UserError';
import { readText } from '../../../shared/fields/readText';
import { quote } from '../../../shared/quote';
import type { FieldReader, FieldValues } from '../../fields/readFields';

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

/** Reads the field: the call's ID as it is written. */
export const readCallId: FieldReader = ({ displayName }, value) => {
	const id = readText(displayName, value);
	if (id === '') {
		throw new UserError(
			`${displayName} is empty`,
			'Use the call_id of a call, e.g. {{ $json.call_id }} after a Make operation.',
		);
	}
	if (isId(id)) return id;
	throw new UserError(
		`${displayName} ${quote(id)} is not an ID`,
		'Enter only the ID, e.g. 564d4fd4-03bc-400a-abe0-05540fbeff88, not a URL or a phone number.',
	);
};

/** What an error says about the item besides its message. */
export function describeCall({ other }: FieldValues): IDataObject {
	return { call_id: String(other.callId) };
}
