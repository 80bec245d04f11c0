import type { INodeParameters } from 'n8n-workflow';

import type { ErrorCase } from '../case';

/** What expressions return when a workflow does not get the expected data. */
const GIVEN: Record<string, string> = {
	'a field that is not there': '={{ $json.nothing }}',
	null: '={{ null }}',
	NaN: '={{ Number("ten") }}',
	'an empty list': '={{ [] }}',
	'a list': '={{ ["one", "two"] }}',
	'an object': '={{ ({ one: 1 }) }}',
	true: '={{ true }}',
	'a text of spaces': '={{ "   " }}',
};

type Kind = keyof typeof GIVEN;

/**
 * One case for each value that an expression can return for a field.
 *
 * @param field   the field as the editor calls it
 * @param set     puts an expression into the field
 * @param taken   what happens with values that are accepted, by value
 */
export function oddValues(
	field: string,
	set: (expression: string) => INodeParameters,
	taken: Partial<Record<Kind, string>> = {},
): ErrorCase[] {
	return Object.entries(GIVEN).map(([kind, expression]) => ({
		given: `${field}: the expression gives ${kind}`,
		parameters: set(expression),
		field,
		...(taken[kind] && { taken: taken[kind] }),
	}));
}

/** For fields that may be left empty. */
export function leftOut(what: string): Partial<Record<Kind, string>> {
	return {
		'a field that is not there': what,
		null: what,
		'a text of spaces': what,
	};
}

/** An n8n expression that was typed into fields in Fixed mode, where n8n does not evaluate it. */
export function unevaluated(
	fields: Record<string, (text: string) => INodeParameters>,
): ErrorCase[] {
	return Object.entries(fields).map(([field, set]) => ({
		given: `${field} \`{{ $json.value }}\` in Fixed mode`,
		parameters: set('{{ $json.value }}'),
		field,
	}));
}
