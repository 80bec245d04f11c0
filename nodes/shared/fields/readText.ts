import { quote } from '../quote';
import { UserError } from '../errors/UserError';
import { looksLikeExpression } from './looksLikeExpression';

/**
 * Reads a text from a field or its expression. Nothing but texts and numbers is accepted: an object
 * would become “[object Object]”, and a list its first entry or all of them. Double braces are no text
 * either: n8n evaluates none in Fixed mode, and TopCalls fills them in in the texts of a call only.
 *
 * @param field the field's name as the editor shows it
 * @returns the text without spaces around it, empty when there is none
 * @throws UserError
 */
export function readText(field: string, value: unknown): string {
	const text = readTemplate(field, value);
	refuseBraces(field, text);
	return text;
}

/**
 * Reads a text that may contain `{{name}}`.
 *
 * @throws UserError
 */
export function readTemplate(field: string, value: unknown): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value.trim();
	if (Number.isFinite(value)) return String(value);
	throw new UserError(
		`${field} is not text`,
		`Enter text. The expression returned ${kindOf(value)}.`,
	);
}

/**
 * @param value of any type; values that are not text are not checked
 * @throws UserError for a text that holds what n8n should have evaluated
 */
export function refuseBraces(field: string, value: unknown): void {
	const open = typeof value === 'string' ? value.indexOf('{{') : -1;
	if (open < 0) return;
	const [inside = ''] = (value as string).slice(open + 2).split('}}', 1);
	throw new UserError(
		`${field} contains ${quote(`{{${inside}}}`)}, which is not replaced by anything`,
		looksLikeExpression(inside.trim())
			? expressionHint(field)
			: `Variables work only in the texts of a call. To use a value of the item, switch ${field} from Fixed to Expression.`,
	);
}

/** What to do about an n8n expression that was typed into a field in Fixed mode. */
export function expressionHint(field: string): string {
	return `This looks like an n8n expression: switch ${field} from Fixed to Expression.`;
}

/** What an expression returned instead of text. */
export function kindOf(value: unknown): string {
	if (typeof value === 'number') return 'no result';
	if (Array.isArray(value)) return 'a list';
	return typeof value === 'object' ? 'an object' : String(value);
}
