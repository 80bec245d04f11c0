import { createHash, timingSafeEqual } from 'node:crypto';

/** @returns the SHA-256 of a text as 43 characters that need no escaping in a URL or header */
export function fingerprint(text: string): string {
	return createHash('sha256').update(text).digest('base64url');
}

/** Compares two texts in constant time. */
export function isSameSecret(given: string, expected: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
}
