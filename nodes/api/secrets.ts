const KEY_SHAPED = /tc_(live|test)_[A-Za-z0-9]+/g;
/** In the address of a waiting flow, which TopCalls may repeat when it refuses it. */
const TOKEN = /([?&](?:topcalls_token|signature)=)[\w.%-]+/g;

/** Whether an API key of TopCalls stands in a text. */
export function holdsApiKey(text: string): boolean {
	return text.search(KEY_SHAPED) >= 0;
}

/**
 * Takes the API key and the tokens of waiting flows out of a text that came from outside, such as an error page that repeats it.
 *
 * @param text   any text that may reach a user or a log
 * @param secret the API key in use
 */
export function withoutSecret(text: string, secret: string): string {
	const known = secret.length >= 4 ? text.split(secret).join('[API key]') : text;
	return known.replace(KEY_SHAPED, '[API key]').replace(TOKEN, '$1[token]');
}
