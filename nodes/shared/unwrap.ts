import { isJsonObject } from './json';

type Fields = Record<string, unknown>;

/** Keys under which senders put what an answer or event is about. */
const WRAPPERS = ['data', 'payload', 'result', 'body'];
const MAX_DEPTH = 5;

/**
 * Takes what an answer or event is about out of its envelope: `{ "data": { "call": { … } } }`, a list of
 * one, or nothing around it at all.
 *
 * @param value parsed JSON of any shape
 * @param kind  what is looked for, such as `call`: it may be a key of the envelope, and `call_id` its ID
 * @returns the object itself, even if it names no ID; undefined where there is no object, or a list of several
 */
export function unwrap(value: unknown, kind: string): Fields | undefined {
	return layersOf(value, kind).at(-1);
}

/** The objects from the outermost envelope to what is in it; empty where there is none. */
export function layersOf(value: unknown, kind: string, depth = MAX_DEPTH): Fields[] {
	const only: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
	if (!isJsonObject(only) || depth === 0) return [];
	if (isGiven(only[`${kind}_id`])) return [only];
	for (const key of [kind, ...WRAPPERS]) {
		const inner = layersOf(only[key], kind, depth - 1);
		// An object that names its ID may well have a field “data”; an envelope is about what is in it.
		const isEnvelope = inner.length > 0 && (!isGiven(only.id) || inner.some(namesId(kind)));
		if (isEnvelope) return [only, ...inner];
	}
	return [only];
}

function namesId(kind: string): (fields: Fields) => boolean {
	return (fields) => isGiven(fields.id) || isGiven(fields[`${kind}_id`]);
}

function isGiven(value: unknown): boolean {
	return value !== undefined && value !== null;
}
