import { isJsonObject } from '../json';

/**
 * What a resource locator holds, or the bare value that an expression or an AI agent gave.
 *
 * @returns the value itself where it is no locator, so that another object is not taken for an empty field
 */
export function locatorValue(value: unknown): unknown {
	return isJsonObject(value) && Object.hasOwn(value, 'value') ? value.value : value;
}
