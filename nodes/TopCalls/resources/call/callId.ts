import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { locatorValue } from '../../../shared/fields/locatorValue';
import { isId } from '../../../shared/client/path';
import { EmptyField } from '../../../shared/errors/EmptyField';
import { UserError } from '../../../shared/errors/UserError';
import { readText } from '../../../shared/fields/readText';
import { quote } from '../../../shared/quote';
import type { FieldReader, FieldValues } from '../../fields/readFields';

/** The field that says which call, from the latest of all. */
export const callIdField = callField('searchCalls');

/** The same, from the latest of those that have not ended. */
export const openCallIdField = callField('searchOpenCalls');

function callField(searchListMethod: string): INodeProperties {
	return {
		displayName: 'Call ID',
		name: 'callId',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: 'The call, or the call_id in the output of Make, Get Many or a trigger',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a call...',
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 564d4fd4-03bc-400a-abe0-05540fbeff88',
			},
		],
	};
}

const UUIDS = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;

/** Reads the field: the call's ID as it is written, or the one in a URL that was pasted. */
export const readCallId: FieldReader = ({ displayName }, value) => {
	const text = readText(displayName, locatorValue(value));
	const inUrl = text.includes('://') ? new Set(text.match(UUIDS)) : undefined;
	const [id = ''] = inUrl?.size === 1 ? inUrl : [text];
	if (id === '') {
		throw new EmptyField(
			displayName,
			'Select a call from the list, or use the call_id of a call, e.g. {{ $json.call_id }} after a Make operation.',
		);
	}
	if (isId(id)) return id;
	throw new UserError(
		`${displayName} ${quote(id)} is not an ID`,
		'Select a call from the list, or enter its ID, e.g. 564d4fd4-03bc-400a-abe0-05540fbeff88.',
	);
};

/** What an error about the item contains in addition to its message. */
export function describeCall({ other }: FieldValues): IDataObject {
	return { call_id: String(other.callId) };
}
