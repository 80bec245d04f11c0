const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Parses JSON, with whole numbers that JavaScript would round, such as long IDs, as text in their own digits.
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
	const parsed: unknown = JSON.parse(text);
	if (!/\d{16}/.test(text)) return parsed;
	const exact = text.replace(STRING_OR_NUMBER, (token) =>
		isRounded(token) ? `"${token}"` : token,
	);
	return JSON.parse(exact);
}

function isRounded(token: string): boolean {
	return /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token));
}
