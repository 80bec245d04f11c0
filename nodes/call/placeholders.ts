// Up to the first }}, so that an expression with braces of its own is found too.
const PLACEHOLDER = /\{\{(.*?)\}\}/gs;

/** The names between double braces in a text, each once, in order. */
export function placeholdersIn(text: string): string[] {
	return [...new Set([...text.matchAll(PLACEHOLDER)].map((match) => (match[1] as string).trim()))];
}

/** Writes `{{ name }}` as `{{name}}`, the one spelling that the API documents. */
export function spellPlaceholders(text: string): string {
	return text.replace(PLACEHOLDER, (_, name: string) => `{{${name.trim()}}}`);
}

/** Puts values in the place of `{{name}}`; names without a value stay. */
export function fillPlaceholders(text: string, values: Record<string, string>): string {
	return text.replace(PLACEHOLDER, (whole, name: string) => values[name.trim()] ?? whole);
}

/** Whether a leftover placeholder is an n8n expression that was typed into a field in Fixed mode. */
export function looksLikeExpression(placeholder: string): boolean {
	return /^[$(=]|^["'`]/.test(placeholder) || placeholder.includes('$json');
}
