import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { EmptyField } from '../errors/EmptyField';
import { UserError } from '../errors/UserError';
import { quote } from '../quote';
import { readText } from './readText';

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
	if (valuesOf(field).includes(text)) return text;
	throw new UserError(`${field.displayName} ${quote(text)} is not an option`, useOneOf(field));
}

/**
 * The same for a field that must not be empty.
 *
 * @throws UserError for a value that is not in the list, and for none
 */
export function requireChoice(field: OptionsField, value: unknown): string {
	const choice = readChoice(field, value);
	if (choice === undefined) throw new EmptyField(field.displayName, useOneOf(field));
	return choice;
}

/**
 * Reads a field in which several options can be chosen: a list, or text separated by commas.
 *
 * @param spell brings a value into the spelling of the options
 * @returns the values of the chosen options, without repetitions
 * @throws UserError for a value that is not in the list
 */
export function readChoices(
	field: OptionsField,
	value: unknown,
	spell = (text: string): string => text,
): string[] {
	const parts = Array.isArray(value) ? value : readText(field.displayName, value).split(',');
	const texts = parts.map((part) => spell(readText(field.displayName, part)));
	return [...new Set(texts.flatMap((text) => readChoice(field, text) ?? []))];
}

function useOneOf(field: OptionsField): string {
	return `Use one of: ${valuesOf(field)
		.map((value) => `“${String(value)}”`)
		.join(', ')}.`;
}

function valuesOf({ options = [] }: OptionsField) {
	return (options as INodePropertyOptions[]).map(({ value }) => value);
}
