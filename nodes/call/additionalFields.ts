import type { IDataObject } from 'n8n-workflow';

import { InputProblem } from '../items/InputProblem';
import { FIELD_NAMES } from './fieldNames';

const NAME = 'Additional Fields (JSON)';

/**
 * Reads the JSON that is merged into the request. Fields that the node has itself are refused, so that
 * a number never gets past the checks.
 *
 * @param value JSON text, or an object as an expression or an agent gives it
 * @throws InputProblem
 */
export function readAdditionalFields(value: unknown): IDataObject {
	if (value === undefined || value === null || value === '') return {};
	const fields = typeof value === 'string' ? parse(value) : value;
	if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
		throw new InputProblem(`${NAME} is not a JSON object`, 'Write it like { "name": "value" }.');
	}
	const taken = Object.keys(fields).find((key) => Object.hasOwn(FIELD_NAMES, key));
	if (taken) {
		throw new InputProblem(
			`${NAME} holds “${taken}”, which has a field of its own`,
			taken.startsWith('webhook_')
				? `Use ${FIELD_NAMES[taken]} of the operation Make instead; Make and Wait sets it by itself.`
				: `Use the field ${FIELD_NAMES[taken]} instead.`,
		);
	}
	return fields as IDataObject;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text.trim() || '{}');
	} catch {
		return undefined;
	}
}
