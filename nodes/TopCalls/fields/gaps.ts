import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { UserError } from '../../shared/errors/UserError';
import { quote } from '../../shared/quote';
import { expressionsIn, type FieldExpression } from './expressions';
import { evaluateParts, splitParts, type Given } from './expressionText';
import { isShown } from './readFields';
import { referencesIn } from './references';

/** Fields that may have gaps, besides JSON and those of several lines: texts to read or say, and lists. */
const TEXTS_AND_LISTS = new Set([
	'binaryPropertyName',
	'firstSentence',
	'knowledgeBaseIds',
	'leadIds',
	'name',
	'tags',
	'value',
]);

/**
 * Looks for gaps in values that expressions put together: `=+49{{ $json.area }}{{ $json.number }}` without an area code is
 * the number of a stranger, and a key without the ID in it is that of all people.
 *
 * @param fields of the operation
 * @returns checks one item. @throws UserError naming the part that gives nothing
 */
export function gapCheck(
	context: IExecuteFunctions,
	fields: INodeProperties[],
): (itemIndex: number) => void {
	let checked: Checked[] | undefined;
	return (itemIndex) => {
		checked ??= fields.flatMap((shown) =>
			expressionsIn(context, [shown])
				.filter((one) => !mayHaveGaps(one) && isPutTogether(one))
				.map((one) => ({ ...one, shown })),
		);
		const source = (name: string) => context.getNodeParameter(name, itemIndex, '') as unknown;
		for (const { shown, label, expression } of checked) {
			if (isShown(source, shown)) refuseGaps(context, itemIndex, label, expression);
		}
	};
}

interface Checked extends FieldExpression {
	/** The field of the operation that it stands in. */
	shown: INodeProperties;
}

function mayHaveGaps({ field }: FieldExpression): boolean {
	const { name, type, typeOptions } = field;
	return type === 'json' || typeOptions?.rows !== undefined || TEXTS_AND_LISTS.has(name);
}

/** Whether it is more than one field of the item, as most are. */
function isPutTogether({ expression }: FieldExpression): boolean {
	const [part, ...others] = splitParts(expression).filter(isWritten);
	if (others.length > 0) return true;
	if (part === undefined || typeof part === 'string') return false;
	const code = part.code.trim();
	const references = referencesIn(code);
	return references.length > 0 && references[0]?.code !== code;
}

function isWritten(part: unknown): boolean {
	return typeof part !== 'string' || part.trim() !== '';
}

function refuseGaps(
	context: IExecuteFunctions,
	itemIndex: number,
	label: string,
	expression: string,
): void {
	const { parts } = evaluateParts(context, itemIndex, expression);
	const written = parts.filter(isWritten);
	for (const part of written) {
		if (typeof part === 'string') continue;
		if (!isNothing(part.value)) refuseLostReference(label, part);
		// A field that is empty as a whole is no gap.
		else if (written.length > 1) throw hasGap(label, `${quoted(part)}, which has no value`);
	}
}

function refuseLostReference(label: string, part: Given): void {
	const lost = lostReference(part);
	if (lost) throw hasGap(label, `${quoted(part)}, in which ${quote(lost)} has no value`);
}

function hasGap(label: string, what: string): UserError {
	return new UserError(
		`${label} contains ${what}`,
		`Add the value to this item: without it, ${label} would be another one.`,
	);
}

function quoted({ code }: Given): string {
	return quote(`{{ ${code} }}`);
}

/** What an export writes for nothing counts too. */
function isNothing(value: unknown): boolean {
	if (value === undefined || value === null || Number.isNaN(value)) return true;
	return typeof value === 'string' && /^\s*(?:null|undefined|NaN)?\s*$/.test(value);
}

/** A text that is in no value, with digits alone, as phone numbers lose other characters. */
const MARKER = '708193';
/** The JavaScript of somebody who knows that a field may be missing. */
const FALLBACK = /\.(?:filter|find|findLast|compact)\(|\$if(?:Empty)?\(/;

/**
 * The field of an item that gives nothing where JavaScript joins it to others, as in `"+" + $json.code + $json.phone`
 * or in `[$json.code, $json.phone].join("")`: with a marker in its place, the result has the marker in it.
 */
function lostReference({ code, value, evaluate }: Given): string | undefined {
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	if (FALLBACK.test(code) || String(value).includes(MARKER)) return undefined;
	const lost = referencesIn(code).find(({ code: name, index }) => {
		const behind = code.slice(index + name.length);
		if (/^\s*(?:\?\?|\|\|)/.test(behind)) return false;
		if (!isNothing(attempt(() => evaluate(name)))) return false;
		const filled = attempt(() => evaluate(`${code.slice(0, index)}"${MARKER}"${behind}`));
		// Alone, it is one of several to choose from.
		return filled !== MARKER && String(filled).includes(MARKER);
	});
	return lost?.code;
}

function attempt(evaluate: () => unknown): unknown {
	try {
		return evaluate();
	} catch {
		return undefined;
	}
}
