import { isJsonObject } from '../json';

const KEY_SHAPED = /tc_(live|test)_[A-Za-z0-9]+/g;
/** A piece of text that may be a URL, between any characters. */
const WORD = /[^\s"'<>\\]+/g;
/** What makes a URL that of a waiting workflow, which n8n or this package guards with a secret in the query. */
const WAITING_URL = /topcalls_token|\/webhook-waiting\//;
const TOKEN = /(topcalls_token|signature)(=|%3d|%253d)(?:(?!%26|%2526)[\w.%~-])+/gi;
/** What may be a secret, or hide one behind an escape, in the text of an answer. */
const SUSPICIOUS = /tc_live_|tc_test_|topcalls_token|webhook-waiting|\\u|\\\//;
/** Shorter texts are not keys, and would occur in any text. */
const SHORTEST_KEY = 8;

/** Whether an API key of TopCalls stands in a text. */
export function holdsApiKey(text: string): boolean {
	return text.search(KEY_SHAPED) >= 0;
}

/**
 * Removes the API key and the tokens of waiting executions from a text that came from outside, such as an error
 * page that repeats them.
 *
 * @param text   any text that may reach a user or a log
 * @param secret the API key in use
 */
export function redactText(text: string, secret: string): string {
	const known = secret.length >= SHORTEST_KEY ? text.split(secret).join('[API key]') : text;
	const keyless = known.replace(KEY_SHAPED, '[API key]');
	if (!WAITING_URL.test(keyless)) return keyless;
	return keyless.replace(WORD, (word) =>
		WAITING_URL.test(word) ? word.replace(TOKEN, '$1$2[token]') : word,
	);
}

/**
 * The same for every text in a value of any shape, at any depth, names of fields included.
 *
 * @param value parsed JSON
 */
export function redact<T>(value: T, secret: string): T {
	return clean(value, secret) as T;
}

/** Whether the text of an answer can hold a secret at all; most hold none, and need no look at each value. */
export function mayHoldSecret(text: string, secret: string): boolean {
	if (SUSPICIOUS.test(text)) return true;
	return secret.length >= SHORTEST_KEY && text.includes(JSON.stringify(secret).slice(1, -1));
}

function clean(value: unknown, secret: string): unknown {
	if (typeof value === 'string') return redactText(value, secret);
	if (Array.isArray(value)) return value.map((item) => clean(item, secret));
	if (!isJsonObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [redactText(name, secret), clean(inner, secret)]),
	);
}
