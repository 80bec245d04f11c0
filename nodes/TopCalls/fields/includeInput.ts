import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { readBoolean } from '../../shared/fields/readBoolean';

/** As *Include Other Input Fields* of n8n's Edit Fields node. */
export const includeInputField: INodeProperties = {
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	type: 'boolean',
	default: true,
	description:
		'Whether to output the fields of the input item along with those of the call. If both have a field of the same name, the one of the call is kept.',
};

/**
 * @param options the collection that the field is in; without it, the input is left out
 * @throws UserError when an expression gives neither true nor false
 */
export function includesInput(options: IDataObject): boolean {
	const { displayName, name } = includeInputField;
	return readBoolean(displayName, options[name]) === true;
}

/** What the node outputs only for some items; of an earlier round it would say something untrue of this one. */
const OF_SOME_ITEMS = ['wait', 'not_called_reason', 'call_after', 'last_call'];

/**
 * The fields of an input item along with those that the node outputs for it, which win, as in n8n's error output.
 * n8n takes an item with `error` for a failed one and would run the node again, so that field gets another name.
 */
export function withInput(input: IDataObject | undefined, output: IDataObject): IDataObject {
	const { error, ...fields } = input ?? {};
	for (const name of OF_SOME_ITEMS) delete fields[name];
	return { ...fields, ...(error !== undefined && { input_error: error }), ...output };
}
