import type { IDataObject } from 'n8n-workflow';

import { UserError } from '../../../../shared/errors/UserError';
import { readJsonObject } from '../../../fields/readJson';
import { FIELD_NAMES } from './fieldNames';

const NAME = 'Other API Fields (JSON)';

/**
 * Reads the JSON that is merged into the request. Fields that the node has itself are refused, so that
 * a number never gets past the checks.
 *
 * @param value JSON text, or an object as an expression or an agent gives it
 * @throws UserError
 */
export function readAdditionalFields(value: unknown): IDataObject {
	const fields = readJsonObject(NAME, value) ?? {};
	const taken = Object.keys(fields).find((key) => Object.hasOwn(FIELD_NAMES, key));
	if (taken === undefined) return fields;
	throw new UserError(
		`${NAME} contains “${taken}”, which has its own field`,
		taken.startsWith('webhook_')
			? `Use ${FIELD_NAMES[taken]} of the operation Make instead. Make and Wait for Result sets it automatically.`
			: `Use the field ${FIELD_NAMES[taken]} instead.`,
	);
}
