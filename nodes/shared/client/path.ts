/**
 * The path of a resource, with what identifies it encoded.
 *
 * @param collection such as `/v1/calls`
 * @param segments   what comes after it, such as an ID; checked by the caller not to be dots alone
 */
export function pathOf(collection: string, ...segments: string[]): string {
	return [collection, ...segments.map(encodeURIComponent)].join('/');
}
