/** A text split at its placeholders: the parts between them, and the trimmed names in `{{ name }}`. */
type Piece = string | { name: string };

/**
 * One pass, so that a text of a million braces takes no longer than any other. A name goes up to the first
 * `}}`, so that an expression with braces of its own is found too.
 */
function cutAtPlaceholders(text: string): Piece[] {
	const pieces: Piece[] = [];
	let start = 0;
	for (;;) {
		const open = text.indexOf('{{', start);
		const close = open < 0 ? -1 : text.indexOf('}}', open + 2);
		if (close < 0) break;
		pieces.push(text.slice(start, open), { name: text.slice(open + 2, close).trim() });
		start = close + 2;
	}
	pieces.push(text.slice(start));
	return pieces;
}

/** The names between double braces in a text, each once, in order. */
export function placeholdersIn(text: string): string[] {
	const names = cutAtPlaceholders(text).flatMap((piece) =>
		typeof piece === 'string' ? [] : [piece.name],
	);
	return [...new Set(names)];
}

/** Writes `{{ name }}` as `{{name}}`, the one spelling that the API documents. */
export function spellPlaceholders(text: string): string {
	return cutAtPlaceholders(text)
		.map((piece) => (typeof piece === 'string' ? piece : `{{${piece.name}}}`))
		.join('');
}

/** Replaces `{{name}}` by values; names without a value stay. */
export function fillPlaceholders(text: string, values: Record<string, string>): string {
	return cutAtPlaceholders(text)
		.map((piece) =>
			typeof piece === 'string' ? piece : (values[piece.name] ?? `{{${piece.name}}}`),
		)
		.join('');
}

/** How long a text would be with its values, which may be far more than memory holds. */
export function filledLength(text: string, values: Record<string, string>): number {
	return cutAtPlaceholders(text).reduce(
		(sum, piece) =>
			sum + (typeof piece === 'string' ? piece : (values[piece.name] ?? piece.name)).length,
		0,
	);
}
