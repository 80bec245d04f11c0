import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { UserError } from '../../shared/errors/UserError';
import { quote } from '../../shared/quote';
import { readText } from '../../shared/fields/readText';

type OptionsField = Pick<INodeProperties, 'displayName' | 'options'>;

/**
 * Reads a field with a fixed list of options. An expression can give anything, so the value is checked.
 *
 * @param field its label and options
 * @returns the value of an option; undefined when the field is empty
 * @throws UserError for a value that is not in the list
 */
export function readChoice(field: OptionsField, value: unknown): string | undefined {
	const text = readText(field.displayName, value);
	if (text === '') return undefined;
	const options = (field.options ?? []) as INodePropertyOptions[];
	if (options.some((option) => option.value === text)) return text;
	throw new UserError(
		`${field.displayName} ${quote(text)} is not an option`,
		`Use one of: ${options.map((option) => `“${String(option.value)}”`).join(', ')}.`,
	);
}

/**
 * Reads a field in which several options can be chosen: a list, or text separated by commas.
 *
 * @returns the values of the chosen options, without repetitions
 * @throws UserError for a value that is not in the list
 */
export function readChoices(field: OptionsField, value: unknown): string[] {
	const parts = Array.isArray(value) ? value : readText(field.displayName, value).split(',');
	const choices = parts.flatMap((part) => readChoice(field, part) ?? []);
	return [...new Set(choices)];
}
