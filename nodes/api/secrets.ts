const KEY_SHAPED = /\btc_(live|test)_[A-Za-z0-9]+/g;

/**
 * Takes the API key out of a text that came from outside, such as an error page that repeats it.
 *
 * @param text   any text that may reach a user or a log
 * @param secret the API key in use
 */
export function withoutSecret(text: string, secret: string): string {
	const known = secret.length >= 4 ? text.split(secret).join('[API key]') : text;
	return known.replace(KEY_SHAPED, '[API key]');
}
