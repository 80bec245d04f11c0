import { UserError } from '../errors/UserError';
import { readText } from './readText';

/**
 * Reads a toggle or the value of its expression.
 *
 * @param field the field's name as the editor shows it
 * @returns undefined when the field is empty
 * @throws UserError for what is neither true nor false
 */
export function readBoolean(field: string, value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	const text = readText(field, value).toLowerCase();
	if (text === '') return undefined;
	if (text === 'true' || text === 'false') return text === 'true';
	throw new UserError(`${field} is neither true nor false`, 'Return true or false.');
}
