import { InputProblem } from './InputProblem';

/**
 * Reads a text as a field or its expression gives it. Nothing but texts and numbers is taken: an object
 * would become “[object Object]”, and a list its first entry or all of them.
 *
 * @param field the field's name as the editor shows it
 * @returns the text without spaces around it, empty when there is none
 * @throws InputProblem
 */
export function readText(field: string, value: unknown): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value.trim();
	if (Number.isFinite(value)) return String(value);
	throw new InputProblem(`${field} is not text`, `Give text, not ${kindOf(value)}.`);
}

function kindOf(value: unknown): string {
	if (typeof value === 'number') return 'a calculation without a result';
	if (Array.isArray(value)) return 'a list';
	return typeof value === 'object' ? 'an object' : String(value);
}
