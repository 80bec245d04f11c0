/** A JSON Schema as n8n's editor reads it: of a value, of the fields of an object, of the entries of a list. */
export interface OutputSchema {
	type?: string | string[];
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
}

/** The schema of values that were seen in one place, in the order in which their fields were seen. */
export function schemaOf(values: unknown[]): OutputSchema {
	const objects = values.filter(isObject);
	if (objects.length > 0) return { type: 'object', ...fieldsOf(objects) };
	const lists = values.filter(Array.isArray);
	if (lists.length > 0) {
		const entries = lists.flat();
		return { type: 'array', ...(entries.length > 0 && { items: schemaOf(entries) }) };
	}
	const [first, ...others] = [...new Set(values.map(typeOf))].sort(nullLast);
	return { type: others.length > 0 ? [first as string, ...others] : first };
}

/** The values of a field in items that may have it. */
export function valuesOf(items: Array<Record<string, unknown>>, field: string): unknown[] {
	return items.flatMap((item) => (Object.hasOwn(item, field) ? [item[field]] : []));
}

function fieldsOf(objects: Array<Record<string, unknown>>): Pick<OutputSchema, 'properties'> {
	const names = [...new Set(objects.flatMap((each) => Object.keys(each)))];
	if (names.length === 0) return {};
	const schemas = names.map((name) => [name, schemaOf(valuesOf(objects, name))] as const);
	return { properties: Object.fromEntries(schemas) };
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeOf(value: unknown): string {
	return value === null ? 'null' : typeof value;
}

/** n8n's editor shows the first type. */
function nullLast(one: string, other: string): number {
	return Number(one === 'null') - Number(other === 'null');
}
