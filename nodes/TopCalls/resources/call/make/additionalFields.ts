import type { IDataObject } from 'n8n-workflow';

import { quote } from '../../../../shared/quote';
import { UserError } from '../../../../shared/errors/UserError';
import { looksLikeExpression } from '../../../../shared/fields/looksLikeExpression';
import { expressionHint } from '../../../../shared/fields/readText';
import { FIELD_NAMES } from './fieldNames';
import { placeholdersIn } from './placeholders';

const NAME = 'Additional Fields (JSON)';

/**
 * Reads the JSON that is merged into the request. Fields that the node has itself are refused, so that
 * a number never gets past the checks. Templates such as `{{name}}` are the API's own; only what looks like
 * an n8n expression is refused, as n8n has not evaluated it.
 *
 * @param value JSON text, or an object as an expression or an agent gives it
 * @throws UserError
 */
export function readAdditionalFields(value: unknown): IDataObject {
	if (value === undefined || value === null || value === '') return {};
	if (typeof value === 'string') refuseExpressions(value);
	const fields = typeof value === 'string' ? parse(value) : value;
	if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
		throw new UserError(`${NAME} is not a JSON object`, 'Write it like { "name": "value" }.');
	}
	const taken = Object.keys(fields).find((key) => Object.hasOwn(FIELD_NAMES, key));
	if (taken) {
		throw new UserError(
			`${NAME} holds “${taken}”, which has a field of its own`,
			taken.startsWith('webhook_')
				? `Use ${FIELD_NAMES[taken]} of the operation Make instead; Make and Wait sets it by itself.`
				: `Use the field ${FIELD_NAMES[taken]} instead.`,
		);
	}
	const json = written(fields);
	if (json === undefined) {
		throw new UserError(`${NAME} cannot be written as JSON`, 'Give a simpler object.');
	}
	refuseExpressions(json);
	return fields as IDataObject;
}

function refuseExpressions(json: string): void {
	const expression = placeholdersIn(json).find(looksLikeExpression);
	if (expression === undefined) return;
	throw new UserError(
		`${NAME} holds ${quote(`{{ ${expression} }}`)}, which nobody fills in`,
		expressionHint(NAME),
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
