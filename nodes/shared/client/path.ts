/** A phone number, a URL, or dots that would lead to another path. */
const NOT_AN_ID = /^\+|:\/\/|(^|\/)\.+(\/|$)/;

/** Whether a text can be the ID of something; `pathOf` makes it safe to put into a path. */
export function isId(text: string): boolean {
	return /^[\w.~:/=@!$&'()*,;%+-]{1,255}$/.test(text) && !NOT_AN_ID.test(text);
}

/**
 * The path of a resource, with what identifies it encoded.
 *
 * @param collection such as `/v1/calls`
 * @param segments   what comes after it, such as an ID; checked by `isId`
 */
export function pathOf(collection: string, ...segments: string[]): string {
	return [collection, ...segments.map(encodeURIComponent)].join('/');
}
