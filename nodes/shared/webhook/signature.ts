import { createHmac } from 'node:crypto';

import { isSameSecret } from '../crypto';

/** How TopCalls signs its webhooks. Its documentation does not say, so every part can be set. */
export interface SignatureScheme {
	/** Header that carries the signature. */
	header: string;
	/** Header that carries the Unix time; empty when the body alone is signed. */
	timestampHeader: string;
	/** How old, or how far ahead, the time may be, in seconds; 0 for any. */
	toleranceSeconds: number;
	algorithm: 'sha1' | 'sha256' | 'sha512';
	encoding: 'base64' | 'base64url' | 'hex';
	/** The prefix of the signature in its header, such as `sha256=`. */
	prefix: string;
}

export interface SignedRequest {
	headers: Record<string, unknown>;
	/** The body as it came, byte for byte; undefined where n8n kept none, as of a multipart form. */
	rawBody?: Buffer;
}

export type SignatureCheck = { ok: true } | { ok: false; reason: string };

/** A Unix time above this is in milliseconds; in seconds it lies beyond the year 5000. */
const MILLISECONDS_FROM = 1e11;

/**
 * Checks who sent a webhook: an HMAC over the body, or over `timestamp.body` when a time is sent along.
 * Follows “Verifying webhooks” of https://docs.topcalls.ai/guides/webhooks, as far as it can be read.
 *
 * @param secret what TopCalls signs with
 * @param now    milliseconds since the epoch
 */
export function checkSignature(
	{ headers, rawBody }: SignedRequest,
	secret: string,
	scheme: SignatureScheme,
	now: number,
): SignatureCheck {
	if (!rawBody) return wrong('n8n kept no raw body to check the signature of');
	const given = headerOf(headers, scheme.header);
	if (given === '') return wrong(`The header ${scheme.header} is missing`);

	const hmac = createHmac(scheme.algorithm, secret);
	if (scheme.timestampHeader !== '') {
		const time = headerOf(headers, scheme.timestampHeader);
		if (time === '') return wrong(`The header ${scheme.timestampHeader} is missing`);
		if (!/^\d+$/.test(time))
			return wrong(`The header ${scheme.timestampHeader} does not contain a Unix time`);
		if (!isFresh(Number(time), scheme.toleranceSeconds, now))
			return wrong('The time of the signature is too far from now');
		hmac.update(`${time}.`);
	}
	const expected = scheme.prefix + hmac.update(rawBody).digest(scheme.encoding);
	return isSameSecret(given, expected) ? { ok: true } : wrong('The signature does not match');
}

function headerOf(headers: Record<string, unknown>, name: string): string {
	const value = headers[name.toLowerCase()];
	return typeof value === 'string' ? value.trim() : '';
}

function isFresh(time: number, toleranceSeconds: number, now: number): boolean {
	const timeMs = time > MILLISECONDS_FROM ? time : time * 1_000;
	return toleranceSeconds === 0 || Math.abs(now - timeMs) <= toleranceSeconds * 1_000;
}

function wrong(reason: string): SignatureCheck {
	return { ok: false, reason };
}
