import type { IExecuteFunctions, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { isJsonObject } from '../../shared/json';
import { isExpression } from './expressionText';

/** A parameter in Expression mode. */
export interface FieldExpression {
	/** The innermost field. */
	field: INodeProperties;
	/** The field's name in messages, with the row it stands in. */
	label: string;
	/** With its `=`. */
	expression: string;
}

/** All parameters of an operation that are in Expression mode; the same for all items. */
export function expressionsIn(
	context: IExecuteFunctions,
	fields: INodeProperties[],
): FieldExpression[] {
	return fields.flatMap((field) =>
		inField(field, context.getNodeParameter(field.name, 0, '', { rawExpressions: true })),
	);
}

/** Every expression in a field, each with the label of its field. */
function inField(field: INodeProperties, raw: unknown): FieldExpression[] {
	if (field.type === 'collection' && isJsonObject(raw)) {
		return inEntry(field.options as INodeProperties[], raw);
	}
	if (field.type === 'fixedCollection' && isJsonObject(raw)) {
		return (field.options as INodePropertyCollection[]).flatMap(({ name, displayName, values }) =>
			[raw[name]].flat().flatMap((entry, index, { length }) => {
				const found = isJsonObject(entry) ? inEntry(values, entry) : [];
				const of = length > 1 ? `${displayName} ${index + 1}` : displayName;
				return found.map((one) => ({ ...one, label: `${one.label} of ${of}` }));
			}),
		);
	}
	const label = field.displayName;
	return anywhere(raw).map((expression) => ({ field, label, expression }));
}

function inEntry(fields: INodeProperties[], entry: Record<string, unknown>): FieldExpression[] {
	return fields.flatMap((field) => inField(field, entry[field.name]));
}

function anywhere(raw: unknown): string[] {
	if (isExpression(raw)) return [raw];
	return typeof raw === 'object' && raw !== null ? Object.values(raw).flatMap(anywhere) : [];
}
