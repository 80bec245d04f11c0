import type { IDataObject } from 'n8n-workflow';

import { UserError } from '../../shared/errors/UserError';
import { looksLikeExpression } from '../../shared/fields/looksLikeExpression';
import { expressionHint } from '../../shared/fields/readText';
import { isJsonObject } from '../../shared/json';
import { quote } from '../../shared/quote';
import { placeholdersIn } from './placeholders';

/**
 * Reads a field that holds a JSON object: as text, or as an object that an expression or an AI agent gives.
 * Templates such as `{{name}}` are the API's own; only what looks like an n8n expression is refused, as n8n has
 * not evaluated it.
 *
 * @param label the field's name in the editor
 * @returns undefined when the field is empty
 * @throws UserError
 */
export function readJsonObject(label: string, value: unknown): IDataObject | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	if (typeof value === 'string') refuseExpressions(label, value);
	const fields = typeof value === 'string' ? parse(value) : value;
	if (!isJsonObject(fields)) {
		throw new UserError(`${label} is not a JSON object`, 'Write it like { "name": "value" }.');
	}
	const json = written(fields);
	if (json === undefined) {
		throw new UserError(`${label} cannot be written as JSON`, 'Use a simpler object.');
	}
	refuseExpressions(label, json);
	return fields as IDataObject;
}

function refuseExpressions(label: string, json: string): void {
	const expression = placeholdersIn(json).find(looksLikeExpression);
	if (expression === undefined) return;
	throw new UserError(
		`${label} contains ${quote(`{{ ${expression} }}`)}, which is not replaced by anything`,
		expressionHint(label),
	);
}

/** @returns undefined for what cannot be sent, such as an object in an object in an object … */
function written(fields: object): string | undefined {
	try {
		return JSON.stringify(fields);
	} catch {
		return undefined;
	}
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text.trim() || '{}');
	} catch {
		return undefined;
	}
}
