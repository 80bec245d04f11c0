import { isId } from '../../shared/client/path';
import { UserError } from '../../shared/errors/UserError';
import { readText } from '../../shared/fields/readText';
import { quote } from '../../shared/quote';
import { locatorValue } from '../../shared/fields/locatorValue';
import type { FieldReader } from './readFields';

/** Reads a field that holds an ID, which goes into a path. Empty is undefined. */
export const readId: FieldReader = ({ displayName }, value) => {
	const id = readText(displayName, locatorValue(value));
	if (id === '' || isId(id)) return id || undefined;
	throw new UserError(
		`${displayName} ${quote(id)} is not an ID`,
		'Enter only the ID, e.g. 3c90c3cc-0d44-4b50-8888-8dd25736052a, not a URL or a phone number.',
	);
};
