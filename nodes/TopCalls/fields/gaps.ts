import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { UserError } from '../../shared/errors/UserError';
import { quote } from '../../shared/quote';
import { expressionsIn, type FieldExpression } from './expressions';
import { evaluateParts, splitParts, type Given } from './expressionText';
import { isNothing, lostReference } from './lostReference';
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
 * Of JavaScript, it sees the fields that are named in it and joined as they are; not a part of a field, such as
 * `$json.area.slice(1)`.
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
		// A field that is empty as a whole is no gap, nor is one of two texts that somebody wrote.
		else if (written.length > 1 && !CHOICE.test(part.code))
			throw hasGap(label, `${quoted(part)}, which has no value`);
	}
}

/** Such as `$json.second ? "-second" : ""`. */
const CHOICE = /\?\s*(["'`])[^"'`]*\1\s*:\s*(["'`])[^"'`]*\2\s*$/;

function refuseLostReference(label: string, part: Given): void {
	const lost = lostReference(part);
	if (lost) throw hasGap(label, `${quoted(part)}, in which ${quote(lost)} has no value`);
}

function hasGap(label: string, what: string): UserError {
	return new UserError(
		`${label} contains ${what}`,
		`Add the value to this item: without it, ${label} would be another one. If it is optional, put all of ${label} into one expression.`,
	);
}

function quoted({ code }: Given): string {
	return quote(`{{ ${code} }}`);
}
