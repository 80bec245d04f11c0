import { isJsonObject } from '../json';
import { TopCallsError } from '../errors/TopCallsError';

/** A voice or a model. The API's own fields are kept in `fields`. */
export interface CatalogEntry {
	id: string;
	name: string;
	/** `realtime` or `legacy`, if the API says so. */
	mode?: string;
	/** A few words to distinguish entries, e.g. the language. */
	description?: string;
	fields: Record<string, unknown>;
}

const ID_FIELDS = ['id', 'voice_id', 'model_id', 'voice', 'model', 'value', 'slug', 'name'];
const NAME_FIELDS = ['name', 'display_name', 'label', 'title'];
const DESCRIBING_FIELDS = ['language', 'accent', 'gender', 'provider', 'description'];
const LIST_FIELDS = ['data', 'voices', 'models', 'items', 'results'];
const MAX_DEPTH = 4;

/**
 * Reads the answer of GET /v1/voices/builtin or GET /v1/models. The documentation does not show their
 * shape, so this takes a bare array, a wrapped one, one grouped by mode, of strings or of objects, and
 * objects keyed by ID.
 *
 * @throws TopCallsError (`unexpected`) when there is no list in the answer
 */
export function readCatalog(answer: unknown): CatalogEntry[] {
	const found = collect(answer, undefined, 0);
	if (found === undefined) {
		throw new TopCallsError('unexpected', 'TopCalls answered with a list of unknown form', {
			hint: 'Ask TopCalls support. In the fields Voice and Model you can switch from From List to By ID and enter the ID.',
		});
	}
	const unique = new Map(found.map((entry) => [`${entry.mode} ${entry.id}`, entry]));
	return [...unique.values()];
}

/**
 * The entries that match the mode and the search text.
 *
 * @param mode   only entries of this mode, and those without a mode
 * @param search words that must all occur in the name, the ID or the description
 */
export function filterCatalog(
	entries: CatalogEntry[],
	mode: string | undefined,
	search: string | undefined,
): CatalogEntry[] {
	const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
	return entries.filter((entry) => {
		if (mode && entry.mode && entry.mode !== mode) return false;
		const text = `${entry.name} ${entry.id} ${entry.description ?? ''}`.toLowerCase();
		return words.every((word) => text.includes(word));
	});
}

function collect(
	value: unknown,
	group: string | undefined,
	depth: number,
): CatalogEntry[] | undefined {
	if (Array.isArray(value)) return value.flatMap((item) => readItem(item, group, depth));
	if (!isJsonObject(value) || depth > MAX_DEPTH) return undefined;

	const wrapped = LIST_FIELDS.find(
		(name) => typeof value[name] === 'object' && value[name] !== null,
	);
	if (wrapped) {
		const inner = value[wrapped];
		return collect(inner, group, depth + 1) ?? readKeyed(inner, group);
	}
	const isKeyed = Object.values(value).some(isJsonObject) && Object.values(value).every(isEntry);
	if (isKeyed) return readKeyed(value, group);

	const groups = Object.entries(value).flatMap(([name, inner]) => {
		if (name === 'errors') return [];
		const mode = isMode(name) ? name : group;
		const entries =
			collect(inner, mode, depth + 1) ?? (isMode(name) ? readKeyed(inner, mode) : undefined);
		return entries === undefined ? [] : [entries];
	});
	return groups.length > 0 ? groups.flat() : undefined;
}

/** An item of a list; around the list of one there may be another envelope. */
function readItem(item: unknown, group: string | undefined, depth: number): CatalogEntry[] {
	const entry = readEntry(item, group);
	return entry ? [entry] : (collect(item, group, depth + 1) ?? []);
}

/** Entries by their ID: `{ "alloy": { "name": "Alloy" } }` or `{ "alloy": "Alloy" }`. */
function readKeyed(value: unknown, group: string | undefined): CatalogEntry[] | undefined {
	if (!isJsonObject(value) || Object.keys(value).length === 0) return undefined;
	return Object.entries(value).flatMap(([id, inner]) => {
		const fields = isJsonObject(inner) ? inner : isText(inner) ? { name: inner } : undefined;
		return fields
			? (readEntry({ ...fields, id: firstText(fields, ['id']) ?? id }, group) ?? [])
			: [];
	});
}

/** Whether an object describes one voice or model, rather than a list of them. */
function isEntry(value: unknown): boolean {
	if (!isJsonObject(value)) return false;
	const describing = [...ID_FIELDS, ...NAME_FIELDS, ...DESCRIBING_FIELDS, 'mode'];
	return describing.some((name) => isText(value[name]));
}

function readEntry(item: unknown, group: string | undefined): CatalogEntry | undefined {
	if (typeof item === 'string' && item !== '') {
		return { id: item, name: item, mode: group, fields: { id: item } };
	}
	if (!isJsonObject(item)) return undefined;
	const id = firstText(item, ID_FIELDS);
	if (id === undefined) return undefined;
	const describing = DESCRIBING_FIELDS.map((name) => item[name]).filter(isText);
	return {
		id,
		name: firstText(item, NAME_FIELDS) ?? id,
		mode: [item.mode, item.type, group].filter(isText).find(isMode),
		description: describing.join(', ') || undefined,
		fields: item,
	};
}

function firstText(item: Record<string, unknown>, names: string[]): string | undefined {
	const values = names.map((name) => item[name]);
	const found = values.find((value) => isText(value) || typeof value === 'number');
	return found === undefined ? undefined : String(found);
}

function isMode(value: string): boolean {
	return value === 'realtime' || value === 'legacy';
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value !== '';
}
