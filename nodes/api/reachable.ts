import { isLoopback, parseUrl } from './baseUrl';

/** Loopback, private and link-local addresses, and those that a provider keeps to itself. */
const PRIVATE_IPV4 =
	/^(0|10|127)\.|^169\.254\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;
const PRIVATE_IPV6 = /^\[(::|f[cd]|fe[89ab])/;
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|lan|home|home\.arpa|test|invalid)$/;

/**
 * Whether TopCalls can post events to a URL: only https, and only to a host that the internet knows. A
 * TopCalls that runs on this computer, which is the sandbox, reaches what this computer reaches.
 *
 * @param url     where the events are to go
 * @param baseUrl the credential's Base URL
 */
export function isReachable(url: string, baseUrl: string): boolean {
	const target = parseUrl(url);
	if (!target || !/^https?:$/.test(target.protocol)) return false;

	const api = parseUrl(baseUrl);
	if (api && isLoopback(api)) return true;
	return target.protocol === 'https:' && isPublic(target.hostname.replace(/\.$/, ''));
}

function isPublic(host: string): boolean {
	if (host.startsWith('[')) return !PRIVATE_IPV6.test(host);
	if (/^[\d.]+$/.test(host)) return !PRIVATE_IPV4.test(host);
	// A name without a dot is known in one network only, such as that of a Docker Compose file.
	return host.includes('.') && !PRIVATE_NAME.test(host);
}
