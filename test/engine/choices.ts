import fc from 'fast-check';
import type {
	IDataObject,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
} from 'n8n-workflow';

/** A field with a list of options, and where its value is in the parameters of the node. */
export interface ChoiceField {
	field: INodeProperties;
	path: string[];
	/** The values of other fields with which it is shown, by path. */
	shownWith: Array<[path: string[], value: INodeParameters[string]]>;
}

type Shown = ChoiceField['shownWith'];

/** @returns all fields with a list of options, in collections and groups too */
export function choicesIn(
	fields: INodeProperties[],
	above: string[] = [],
	shownAbove: Shown = [],
): ChoiceField[] {
	return fields.flatMap((field) => {
		const { name, type, displayOptions, options } = field;
		const path = [...above, name];
		const conditions = Object.entries(displayOptions?.show ?? {});
		const shownWith = [
			...shownAbove,
			...conditions.map(([other, values = []]): Shown[number] => [
				other.startsWith('/') ? [other.slice(1)] : [...above, other],
				values[0] as INodeParameters[string],
			]),
		];
		if (type === 'options' || type === 'multiOptions') return [{ field, path, shownWith }];
		if (type === 'collection') return choicesIn(options as INodeProperties[], path, shownWith);
		if (type !== 'fixedCollection') return [];
		return (options as INodePropertyCollection[]).flatMap((group) =>
			choicesIn(group.values, [...path, group.name], shownWith),
		);
	});
}

const valuesOf = ({ options = [] }: INodeProperties) =>
	(options as INodePropertyOptions[]).map(({ value }) => String(value));

export function setAt(
	parameters: IDataObject,
	[name = '', ...rest]: string[],
	value: unknown,
): void {
	if (rest.length === 0) parameters[name] = value as IDataObject[string];
	else setAt((parameters[name] ??= {}) as IDataObject, rest, value);
}

/** Anything that an expression can return but no option, nor nothing at all. */
export function unknownValue(field: INodeProperties): fc.Arbitrary<unknown> {
	const [first] = valuesOf(field);
	const known = valuesOf(field).map((value) => value.toLowerCase());
	const single = fc.oneof(
		fc.constantFrom('everybody', 'constructor', '__proto__', `${first}x`, { value: first }),
		fc.integer({ min: 1_000 }),
		fc.stringMatching(/^[a-z]{1,10}$/).filter((text) => !known.includes(text)),
	);
	if (field.type === 'options') return single;
	return fc.oneof(
		single,
		single.map((value) => [first, value]),
	);
}
