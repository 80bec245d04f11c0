import { quote } from '../../../../shared/quote';
import { ExpressionText } from '../../../fields/expressionText';
import { UserError } from '../../../../shared/errors/UserError';
import { looksLikeExpression } from '../../../../shared/fields/looksLikeExpression';
import { expressionHint, readTemplate } from '../../../../shared/fields/readText';
import type { CallForm } from './form';
import { placeholdersIn } from '../../../fields/placeholders';
import { wholeText } from './wholeText';

/**
 * The values for the placeholders, by name; an object without a prototype, since any name may be asked for.
 *
 * @throws UserError
 */
export function readVariables(entries: CallForm['variables']): Record<string, string> {
	const variables: Record<string, string> = Object.create(null);
	for (const { name, value } of entries) {
		const key = readTemplate('Name of Variable', name).replace(/[{}]/g, '').trim();
		if (key === '' && isMissing(value)) continue;
		if (key === '') {
			throw new UserError('Name of Variable is empty', 'Set Name in Options › Variables.');
		}
		const text = readValue(`Variable ${quote(key)}`, value);
		if (variables[key] !== undefined && variables[key] !== text) {
			throw new UserError(
				`Variable ${quote(key)} is set twice in Options › Variables, with different values`,
				'Remove one of them, or rename it.',
			);
		}
		variables[key] = text;
	}
	return variables;
}

function readValue(variable: string, value: unknown): string {
	if (isMissing(value)) {
		throw new UserError(
			`${variable} has no value`,
			'Check the expression in Value, or remove the variable.',
		);
	}
	const whole = wholeText(variable, value);
	if (typeof whole === 'object') {
		throw new UserError(`${variable} is not text`, 'Set Value to text or a number.');
	}
	const text = String(whole);
	refusePlaceholders(variable, text, value instanceof ExpressionText);
	return text;
}

/** TopCalls replaces placeholders once, so the AI would read a placeholder in a value aloud. */
function refusePlaceholders(variable: string, text: string, isExpression: boolean): void {
	const [placeholder] = placeholdersIn(text);
	if (placeholder === undefined) return;
	throw new UserError(
		`${variable} contains ${quote(`{{${placeholder}}}`)}, which is not replaced by anything`,
		isExpression
			? 'It comes from the data of the item: replace it before this node.'
			: looksLikeExpression(placeholder)
				? expressionHint('Value')
				: 'Enter the value itself: a variable cannot contain another variable.',
	);
}

function isMissing(value: unknown): boolean {
	if (value instanceof ExpressionText) {
		const [part, ...others] = value.parts;
		return others.length === 0 && typeof part === 'object' && isMissing(part.value);
	}
	return value === undefined || value === null || Number.isNaN(value);
}
