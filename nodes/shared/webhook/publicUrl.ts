import { isLoopback, parseUrl } from '../client/baseUrl';
import { isPublicHost } from '../client/publicHost';

/**
 * Whether TopCalls can post events to a URL: only https, and only to a host that the internet knows. A
 * TopCalls that runs on this computer, which is the sandbox, reaches what this computer reaches.
 *
 * @param url     where the events are to go
 * @param baseUrl the credential's Base URL
 */
export function isPublicUrl(url: string, baseUrl: string): boolean {
	const target = parseUrl(url);
	if (!target || !/^https?:$/.test(target.protocol)) return false;

	const api = parseUrl(baseUrl);
	if (api && isLoopback(api)) return true;
	return target.protocol === 'https:' && isPublicHost(target.hostname);
}
