/** What an expression may refer to: an item, of this node or of another one, and what is global. */
const ROOTS = [
	/\$json/,
	/\$input\.(?:item|first\(\)|last\(\)|all\(\)\[[^\]]*\])\.json/,
	/\$\((?:'[^']*'|"[^"]*"|`[^`]*`)\)\.(?:item|first\(\)|last\(\)|all\(\)\[[^\]]*\]|itemMatching\([^)]*\))\.json/,
	/\$node\[(?:'[^']*'|"[^"]*")\]\.json/,
	/\$(?:vars|env)/,
];
/** The field in it. A name with a bracket behind it is a method. */
const PATH = /(?:\??\.[A-Za-z_$][\w$]*(?![\w$]*\s*\()|(?:\?\.)?\[(?:\d+|'[^']*'|"[^"]*")\])*/;
const REFERENCE = new RegExp(
	`(?:${ROOTS.map(({ source }) => source).join('|')})(?![\\w$])${PATH.source}`,
	'g',
);

/** A field of an item that an expression refers to. */
export interface Reference {
	/** Such as `$json.lead.name`. */
	code: string;
	/** Where it begins in the expression. */
	index: number;
}

/** @returns all fields that the JavaScript of an expression refers to, in order */
export function referencesIn(code: string): Reference[] {
	return [...code.matchAll(REFERENCE)].map(({ 0: found, index }) => ({ code: found, index }));
}
