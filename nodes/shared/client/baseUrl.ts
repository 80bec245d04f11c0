import { holdsApiKey } from './redact';

const EXAMPLE = 'https://api.topcalls.ai';
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

export type BaseUrlCheck = { ok: true; url: string } | { ok: false; reason: string };

/**
 * Checks the credential's Base URL: https anywhere, http only for this computer, since every request
 * carries the API key. A reason ends up in saved executions, so no secret that was put into the wrong
 * field is in it.
 *
 * @param value the value of the field
 * @returns the URL without a trailing slash and without `/v1`, or what is wrong with it
 */
export function checkBaseUrl(value: unknown): BaseUrlCheck {
	const text = typeof value === 'string' ? value.trim() : '';
	if (text === '') return { ok: false, reason: `The Base URL is empty: set it to ${EXAMPLE}` };
	if (holdsApiKey(text)) {
		return {
			ok: false,
			reason: `The Base URL contains an API key: move the key to API Key, and set Base URL to ${EXAMPLE}`,
		};
	}

	const url = parseUrl(text);
	if (!url) return { ok: false, reason: `${named(text)} is not a URL: write it like ${EXAMPLE}` };
	if (url.username || url.password || url.search || url.hash) {
		return {
			ok: false,
			reason: `The Base URL must contain only the address, e.g. ${EXAMPLE}`,
		};
	}
	if (url.protocol === 'http:' && !isLoopback(url)) {
		return {
			ok: false,
			reason: `${named(text)} uses http, which would send the API key unprotected: use https`,
		};
	}
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		return { ok: false, reason: `${named(text)} must start with https://` };
	}
	const path = withoutTrailingSlashes(url.pathname);
	const root = path.endsWith('/v1') ? withoutTrailingSlashes(path.slice(0, -'/v1'.length)) : path;
	return { ok: true, url: url.origin + root };
}

/** A pattern such as `/\/+$/` would restart at each of many slashes. */
function withoutTrailingSlashes(path: string): string {
	let end = path.length;
	while (path[end - 1] === '/') end--;
	return path.slice(0, end);
}

/** The field with its value, unless that may be a password rather than a URL. */
function named(text: string): string {
	const isAddress = /[.:]/.test(text) && !text.includes('@');
	return isAddress ? `The Base URL “${text}”` : 'The Base URL';
}

/** @returns undefined for what is no URL */
export function parseUrl(text: string, base?: string): URL | undefined {
	return URL.canParse(text, base) ? new URL(text, base) : undefined;
}

/** Whether a URL points at the computer n8n itself runs on. */
export function isLoopback(url: URL): boolean {
	return LOOPBACK.test(url.hostname);
}
