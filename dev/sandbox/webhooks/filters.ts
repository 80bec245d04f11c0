export type Filters = Readonly<Record<string, unknown>>;

/** True when a payload passes every filter: equality, an array (any of) or an SQL LIKE string with `%`. */
export function passes(
	filters: Filters,
	payload: Readonly<Record<string, unknown>>,
	isConversion: boolean,
): boolean {
	return Object.entries(filters).every(([field, wanted]) => {
		const value = field === 'is_conversion' ? isConversion : payload[field];
		if (Array.isArray(wanted)) return wanted.includes(value);
		if (typeof wanted === 'string' && wanted.includes('%')) return isLike(value, wanted);
		return value === wanted;
	});
}

function isLike(value: unknown, pattern: string): boolean {
	const literal = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	const expression = literal.replace(/%/g, '.*').replace(/_/g, '.');
	return typeof value === 'string' && new RegExp(`^${expression}$`, 's').test(value);
}
