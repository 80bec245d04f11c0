import type { INodeProperties } from 'n8n-workflow';

import { readText } from '../../shared/fields/readText';

/**
 * Reads a list of texts: an array, or text separated by commas.
 *
 * @returns the entries without spaces around them and without repetitions; undefined when there are none
 * @throws UserError for an entry that is no text
 */
export function readList({ displayName }: INodeProperties, value: unknown): string[] | undefined {
	const parts = Array.isArray(value) ? value : readText(displayName, value).split(/[,\n]/);
	const entries = parts.map((part) => readText(displayName, part)).filter(Boolean);
	return entries.length > 0 ? [...new Set(entries)] : undefined;
}
