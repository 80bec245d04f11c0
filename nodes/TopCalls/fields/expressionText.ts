import { ExpressionParser, type IExecuteFunctions } from 'n8n-workflow';

/** What one `{{ … }}` of a field returned for an item. */
export interface Given {
	/** The JavaScript between the braces. */
	code: string;
	value: unknown;
	/** Evaluates other JavaScript for the same item. @throws what n8n throws where it cannot */
	evaluate(code: string): unknown;
}

/** A field in Expression mode, split into its text and the values of its expressions. */
export class ExpressionText {
	constructor(readonly parts: ReadonlyArray<string | Given>) {}
}

/** Whether a raw parameter is in Expression mode. */
export function isExpression(raw: unknown): raw is string {
	return typeof raw === 'string' && raw.startsWith('=');
}

/**
 * Evaluates the expressions in a raw parameter for an item, each once. n8n itself would return the whole text,
 * with a gap where a value is missing.
 *
 * @param raw the parameter with its `=`
 * @throws what n8n throws for an expression that it cannot evaluate
 */
export function evaluateParts(
	context: IExecuteFunctions,
	itemIndex: number,
	raw: string,
): ExpressionText {
	const parts = splitParts(raw);
	const codes = parts.flatMap((part) => (typeof part === 'string' ? [] : [part.code]));
	const evaluate = (code: string) =>
		context.evaluateExpression(inBraces(code), itemIndex) as unknown;
	const values = evaluateAll(evaluate, codes);
	let next = 0;
	return new ExpressionText(
		parts.map((part) =>
			typeof part === 'string'
				? part
				: { code: withoutMark(part.code), value: values[next++], evaluate },
		),
	);
}

/** The text of a raw parameter and the JavaScript in it, not evaluated. */
export function splitParts(raw: string): Array<string | { code: string }> {
	return ExpressionParser.splitExpression(raw.slice(1))
		.map(({ type, text }) => (type === 'code' ? { code: text } : text))
		.filter((part) => part !== '');
}

/** n8n marks an expression that it wrote itself, for a field that an AI agent fills in. */
function withoutMark(code: string): string {
	return code
		.trim()
		.replace(/^\/\*n8n-auto-generated[^*]*\*\//, '')
		.trim();
}

/** All in one list, as each evaluation costs n8n about as much as a whole text; one by one where that fails. */
function evaluateAll(evaluate: Given['evaluate'], codes: string[]): unknown[] {
	const oneByOne = () => codes.map(evaluate);
	if (codes.length < 2) return oneByOne();
	try {
		// A line break each, since a part may end with a comment.
		const all = evaluate(`[${codes.map((code) => `(${code}\n)`).join(',')}]`);
		return isListOf(codes.length, all) ? all : oneByOne();
	} catch {
		return oneByOne();
	}
}

/** A function is not one of them: for a single expression, n8n says that its () is missing. */
function isListOf(length: number, all: unknown): all is unknown[] {
	return (
		Array.isArray(all) && all.length === length && all.every((value) => typeof value !== 'function')
	);
}

function inBraces(text: string): string {
	return ExpressionParser.joinExpression([{ type: 'code', text, hasClosingBrackets: true }]);
}
