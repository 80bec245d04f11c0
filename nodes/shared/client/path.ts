import { TopCallsError } from '../errors/TopCallsError';
import { quote } from '../quote';

/** A phone number, or a URL. */
const NOT_AN_ID = /^\+|:\/\//;
/** Dots that would lead to another path, perhaps after a server decoded the slashes. */
const DOTS = /(^|[/\\])\.+([/\\]|$)/;
/** Control characters, and half a surrogate pair, which cannot be encoded. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;
/** More than an ID has, and not too much for a URL when each character takes nine. */
const MAX_LENGTH = 1_000;

/** Whether TopCalls can be asked for exactly this ID. */
export function isAddressable(id: string): boolean {
	if (id === '' || id.length > MAX_LENGTH) return false;
	return !DOTS.test(id) && !UNPRINTABLE.test(id);
}

/** Whether a text from a field can be the ID of something. */
export function isId(text: string): boolean {
	if (!/^[\w.~:/=@!$&'()*,;%+-]{1,255}$/.test(text)) return false;
	return isAddressable(text) && !NOT_AN_ID.test(text);
}

/**
 * The path of a resource. Only this function encodes what identifies it, so that nothing is encoded twice.
 *
 * @param collection such as `/v1/calls`
 * @param segments   what comes after it, such as an ID, as TopCalls gave it
 * @throws TopCallsError (`unexpected`) for an ID that TopCalls cannot be asked for
 */
export function pathOf(collection: string, ...segments: string[]): string {
	return [collection, ...segments.map(encoded)].join('/');
}

function encoded(segment: string): string {
	if (isAddressable(segment)) return encodeURIComponent(segment);
	throw new TopCallsError('unexpected', `TopCalls cannot be asked for the ID ${quote(segment)}`);
}
