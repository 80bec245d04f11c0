import type { IDataObject } from 'n8n-workflow';

import { UserError } from '../errors/UserError';
import { isJsonObject } from '../json';

/**
 * Reads a field of the type collection.
 *
 * @param label the field's name as the editor shows it
 * @returns what was added to it, by name; empty when nothing was, or the node does not have the field
 * @throws UserError for anything else, such as JSON text: what it sets must not be treated as not set
 */
export function readCollection(label: string, value: unknown): IDataObject {
	if (value === undefined) return {};
	if (isJsonObject(value)) return value as IDataObject;
	throw new UserError(
		`${label} is not a collection of fields`,
		`Add the fields of ${label} in the editor. In a workflow written by hand, ${label} is an object, not text or a list.`,
	);
}
