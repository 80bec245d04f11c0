import { TopCallsError } from '../errors/TopCallsError';
import { unwrap } from '../unwrap';

/** The fields of a record of TopCalls, with its ID first, under a name of its own such as `lead_id`. */
export type ApiRecord<Id extends string> = Record<string, unknown> & Record<Id, string>;

/**
 * Reads the record of an answer or of an entry of a list, with or without an envelope, with all its fields.
 *
 * @param kind such as `lead`: it may be a key of the envelope, and `lead_id` its ID
 * @returns all fields, first `lead_id`
 * @throws TopCallsError (`unreadable`) when it has no ID
 */
export function readRecord<Kind extends string>(
	answer: unknown,
	kind: Kind,
): ApiRecord<`${Kind}_id`> {
	const idField = `${kind}_id` as const;
	const fields = unwrap(answer, kind) ?? {};
	const id = fields[idField] ?? fields.id;
	if ((typeof id !== 'string' && typeof id !== 'number') || id === '') {
		const name = kind.replaceAll('_', ' ');
		throw new TopCallsError('unreadable', `TopCalls answered without a ${name} ID`);
	}
	return { [idField]: undefined, ...fields, [idField]: String(id) } as ApiRecord<`${Kind}_id`>;
}
