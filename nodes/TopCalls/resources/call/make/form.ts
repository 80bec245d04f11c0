import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isJsonObject } from '../../../../shared/json';
import { evaluateParts, isExpression } from '../../../fields/expressionText';
import { readCollection } from '../../../../shared/fields/readCollection';
import { UserError } from '../../../../shared/errors/UserError';
import { requireChoice } from '../../../../shared/fields/readChoice';
import { promptTypeField } from './fields';

/**
 * The fields of the call for one item, not checked yet. Texts and variables in
 * Expression mode are each an ExpressionText.
 */
export interface CallForm {
	phoneNumber: unknown;
	promptType: 'task' | 'instructions';
	prompt: unknown;
	firstSentence: unknown;
	mode: unknown;
	voice: unknown;
	variables: Array<{ name?: unknown; value?: unknown }>;
	options: IDataObject;
}

/**
 * Reads the fields of one item.
 *
 * @throws UserError for an unknown Prompt Type
 */
export function readCallForm(context: IExecuteFunctions, itemIndex: number): CallForm {
	const read = (name: string) => context.getNodeParameter(name, itemIndex, '') as unknown;
	const promptType = requireChoice(promptTypeField, read('promptType')) as CallForm['promptType'];
	const readSpoken = (name: string) => evaluated(context, itemIndex, rawValue(context, name));
	return {
		phoneNumber: read('phoneNumber'),
		promptType,
		prompt: readSpoken(promptType),
		firstSentence: readSpoken('firstSentence'),
		mode: read('mode'),
		voice: read('voice'),
		variables: readEntries(context, itemIndex),
		options: readOptions(context, itemIndex),
	};
}

/**
 * Reads the collection Options of one item.
 *
 * @throws UserError when it is not a collection
 */
export function readOptions(context: IExecuteFunctions, itemIndex: number): IDataObject {
	return readCollection('Options', context.getNodeParameter('options', itemIndex, {}));
}

/** The raw value of a field, before n8n evaluates its expressions. */
function rawValue(context: IExecuteFunctions, name: string): unknown {
	return context.getNodeParameter(name, 0, '', { rawExpressions: true });
}

function evaluated(context: IExecuteFunctions, itemIndex: number, raw: unknown): unknown {
	return isExpression(raw) ? evaluateParts(context, itemIndex, raw) : raw;
}

function readEntries(context: IExecuteFunctions, itemIndex: number): CallForm['variables'] {
	const inOptions = 'options.variables';
	const name = rawValue(context, inOptions) === '' ? 'variables' : inOptions;
	const raw = rawValue(context, name);
	const entries = isJsonObject(raw) ? raw.values : raw;
	if (Array.isArray(entries) && entries.every(isJsonObject)) {
		return entries.map((entry) => ({
			name: isExpression(entry.name)
				? context.evaluateExpression(entry.name.slice(1), itemIndex)
				: entry.name,
			value: evaluated(context, itemIndex, entry.value),
		}));
	}
	// Written by hand into the workflow, an expression may give all of them at once.
	const given: unknown = context.getNodeParameter(name, itemIndex, {});
	const { values = [] } = given === '' ? {} : readCollection('Variables', given);
	if (Array.isArray(values) && values.every(isJsonObject)) return values;
	throw new UserError(
		'Variables is not a list of names and values',
		'Add each variable in Options › Variables. A list from an expression looks like [{ "name": "…", "value": "…" }].',
	);
}
