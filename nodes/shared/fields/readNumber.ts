import { quote } from '../quote';
import { UserError } from '../errors/UserError';
import { refuseBraces } from './readText';

/**
 * Reads a number from a field or its expression.
 *
 * @param field the field's name as the editor shows it
 * @returns undefined when the field is empty
 * @throws UserError for what is no number, or one out of bounds
 */
export function readNumber(
	field: string,
	value: unknown,
	bound: { above: number } | { from: number },
): number | undefined {
	const text = typeof value === 'number' ? String(value) : value;
	if (text === undefined || text === null || (typeof text === 'string' && text.trim() === '')) {
		return undefined;
	}
	const wanted = 'above' in bound ? `above ${bound.above}` : `of at least ${bound.from}`;
	if (typeof text !== 'string') {
		throw new UserError(`${field} is not a number`, `Enter a number ${wanted}.`);
	}
	refuseBraces(field, text);
	const amount = Number(text);
	const fits = 'above' in bound ? amount > bound.above : amount >= bound.from;
	if (Number.isFinite(amount) && fits) return amount;
	throw new UserError(`${field} ${quote(text)} cannot be used`, `Enter a number ${wanted}.`);
}
