import { createHmac } from 'node:crypto';
import type { SignatureSettings } from '../settings';

/** The headers that sign a webhook body at `timestamp` (Unix seconds). */
export function signatureHeaders(
	rawBody: string,
	timestamp: number,
	settings: SignatureSettings,
): Record<string, string> {
	const signed = settings.timestampHeader === null ? rawBody : `${timestamp}.${rawBody}`;
	const hmac = createHmac(settings.algorithm, settings.secret).update(signed);
	const headers: Record<string, string> = {
		[settings.header]: settings.prefix + hmac.digest(settings.encoding),
	};
	if (settings.timestampHeader !== null) headers[settings.timestampHeader] = String(timestamp);
	return headers;
}
