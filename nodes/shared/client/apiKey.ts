export type ApiKeyCheck = { ok: true; key: string } | { ok: false; reason: string };

/** White space and invisible characters, at either end. */
const AROUND = /^[\s\u00ad\u200b-\u200f\u2060\ufeff]+|[\s\u00ad\u200b-\u200f\u2060\ufeff]+$/g;
const QUOTATION_MARK = /^["'`“”„‘’«»]|["'`“”„‘’«»]$/;
const NAME_BEFORE = /^(export\s+|set\s+)?[A-Za-z_$][\w.:-]{0,60}?\s*[=:]\s*(?=[^=\s])/;
const ONLY = 'Paste only the key. It starts with tc_live_.';

/**
 * Checks the credential's API Key, which people often paste with surrounding text. A reason never repeats
 * the key.
 *
 * @param value the value of the field
 * @returns the key without white space around it, or what is wrong with it
 */
export function checkApiKey(value: unknown): ApiKeyCheck {
	const key = String(value ?? '').replace(AROUND, '');
	const wrong = whatIsWrong(key);
	return wrong === undefined ? { ok: true, key } : { ok: false, reason: wrong };
}

function whatIsWrong(key: string): string | undefined {
	if (key === '') return 'The API Key is empty. Paste it from your TopCalls account settings.';
	if (/^https?:\/\//i.test(key)) return `The API Key contains a URL. ${ONLY}`;
	if (/^(authorization\s*:\s*)?bearer[\s:]/i.test(key)) {
		return `The API Key has the word “Bearer” before it, which the node adds automatically. ${ONLY}`;
	}
	if (QUOTATION_MARK.test(key)) return `The API Key is in quotation marks. ${ONLY}`;
	if (!/^tc_/.test(key) && NAME_BEFORE.test(key))
		return `The API Key has a name before it. ${ONLY}`;
	if (/\s/.test(key)) return `The API Key has a space or a line break in it. ${ONLY}`;
	if (!/^[\x21-\x7e]+$/.test(key)) {
		return `The API Key contains a character that is not allowed, perhaps an invisible one. ${ONLY}`;
	}
	return undefined;
}
