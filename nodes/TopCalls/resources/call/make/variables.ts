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
			throw new UserError('Name of Variable is empty', 'Fill in Name under Variables.');
		}
		const text = readValue(`Variable ${quote(key)}`, value);
		if (variables[key] !== undefined && variables[key] !== text) {
			throw new UserError(
				`Variable ${quote(key)} stands twice under Variables, with two values`,
				'Remove one of them, or give it another name.',
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
		throw new UserError(`${variable} is not text`, 'Give text or a number as Value.');
	}
	const text = String(whole);
	refusePlaceholders(variable, text, value instanceof ExpressionText);
	return text;
}

/** TopCalls fills in once, so that what stands between braces in a value would be said aloud. */
function refusePlaceholders(variable: string, text: string, isExpression: boolean): void {
	const [placeholder] = placeholdersIn(text);
	if (placeholder === undefined) return;
	throw new UserError(
		`${variable} holds ${quote(`{{${placeholder}}}`)}, which nobody fills in`,
		isExpression
			? 'It comes from the data of the item: fill it in before this node.'
			: looksLikeExpression(placeholder)
				? expressionHint('Value')
				: 'Put the value itself there: a variable cannot hold another one.',
	);
}

function isMissing(value: unknown): boolean {
	if (value instanceof ExpressionText) {
		const [part, ...others] = value.parts;
		return others.length === 0 && typeof part === 'object' && isMissing(part.value);
	}
	return value === undefined || value === null || Number.isNaN(value);
}
