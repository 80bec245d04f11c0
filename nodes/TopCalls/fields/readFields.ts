import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { EmptyField } from '../../shared/errors/EmptyField';
import { readBoolean } from '../../shared/fields/readBoolean';
import { readChoice, readChoices } from '../../shared/fields/readChoice';
import { readCollection } from '../../shared/fields/readCollection';
import { readJsonObject } from './readJson';
import { readNumber } from '../../shared/fields/readNumber';
import { locatorValue } from '../../shared/fields/locatorValue';
import { readText } from '../../shared/fields/readText';

/** Gives the value of a node parameter for the item that is read. */
export type ParameterSource = (name: string, fallback: unknown) => unknown;

/**
 * Reads a field that needs more than its type says, such as a phone number.
 *
 * @returns undefined when the field is empty
 * @throws UserError
 */
export type FieldReader = (field: INodeProperties, value: unknown) => unknown;

/** The values of the fields of one item. */
export interface FieldValues {
	/** By the property of the API that `routing.send` names. */
	body: IDataObject;
	query: IDataObject;
	/** By field name, for fields without `routing.send`. */
	other: Record<string, unknown>;
}

const NOT_DATA = new Set(['notice', 'callout', 'button']);

/**
 * Reads the fields of an operation for one item. The literal of a field is its schema: `displayName` is its name in
 * messages, `type`, `options`, `typeOptions` and `required` say what is accepted, and `routing.send` where the value goes.
 *
 * @param source  gives the values as the node has them
 * @param fields  of the operation; hidden ones are left out, as in the editor
 * @param readers by field name, for fields whose type does not say enough
 * @throws UserError naming the first field that cannot be sent
 */
export function readFields(
	source: ParameterSource,
	fields: INodeProperties[],
	readers: Record<string, FieldReader> = {},
): FieldValues {
	const values: FieldValues = { body: {}, query: {}, other: {} };
	for (const field of fields) {
		if (NOT_DATA.has(field.type) || !isShown(source, field)) continue;
		const value = source(field.name, field.default);
		if (field.type === 'collection') {
			readMembers(field, value, readers, values);
		} else {
			assign(values, field, readField(field, value, readers));
		}
	}
	return values;
}

/**
 * Reads the fields of an operation for one item of the input.
 *
 * @throws UserError naming the first field that cannot be sent
 */
export function readItem(
	context: IExecuteFunctions,
	itemIndex: number,
	fields: INodeProperties[],
	readers?: Record<string, FieldReader>,
): FieldValues {
	return readFields(
		(name, fallback) => context.getNodeParameter(name, itemIndex, fallback),
		fields,
		readers,
	);
}

/**
 * The labels of fields by the property of the API that they are sent as, for errors in which the API names a property.
 */
export function labelsOf(fields: INodeProperties[]): Record<string, string> {
	const labels = fields.flatMap((field): Array<[string, string]> => {
		if (field.type === 'collection') return Object.entries(labelsOf(membersOf(field)));
		const property = field.routing?.send?.property;
		return property ? [[property, field.displayName]] : [];
	});
	return Object.fromEntries(labels);
}

/** Only what was added to a collection is read: a member that is not there keeps what the API has. */
function readMembers(
	field: INodeProperties,
	value: unknown,
	readers: Record<string, FieldReader>,
	values: FieldValues,
): void {
	const given = readCollection(field.displayName, value);
	for (const member of membersOf(field)) {
		if (!Object.hasOwn(given, member.name)) continue;
		assign(values, member, readField(member, given[member.name], readers));
	}
}

function membersOf(collection: INodeProperties): INodeProperties[] {
	return (collection.options ?? []) as INodeProperties[];
}

/** Evaluates the `show` conditions that depend on other fields; those on resource and operation hold anyway. */
export function isShown(source: ParameterSource, { displayOptions }: INodeProperties): boolean {
	return Object.entries(displayOptions?.show ?? {}).every(
		([name, accepted]) =>
			name.startsWith('@') || (accepted as unknown[]).includes(source(name, undefined)),
	);
}

function readField(
	field: INodeProperties,
	value: unknown,
	readers: Record<string, FieldReader>,
): unknown {
	const read = readers[field.name] ?? readByType;
	const result = read(field, value);
	if (field.required && (result === undefined || result === '')) {
		const example = field.placeholder ? `, ${field.placeholder}` : '';
		throw new EmptyField(field.displayName, `Enter a value${example}.`);
	}
	return result;
}

function readByType(field: INodeProperties, value: unknown): unknown {
	const { displayName, type, typeOptions = {} } = field;
	switch (type) {
		case 'number':
			return readNumber(displayName, value, { from: typeOptions.minValue ?? -Infinity });
		case 'boolean':
			return readBoolean(displayName, value);
		case 'options':
			return readChoice(field, value);
		case 'multiOptions':
			return readChoices(field, value);
		case 'json':
			return readJsonObject(displayName, value);
		case 'resourceLocator':
			return readText(displayName, locatorValue(value)) || undefined;
		default:
			return readText(displayName, value) || undefined;
	}
}

function assign(values: FieldValues, field: INodeProperties, value: unknown): void {
	if (value === undefined) return;
	const { type, property } = field.routing?.send ?? {};
	if (!property) values.other[field.name] = value;
	else values[type === 'query' ? 'query' : 'body'][property] = value as IDataObject[string];
}
