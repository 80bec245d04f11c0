import { parseUrl } from '../../shared/client/baseUrl';

/** The name under which the token stands in the query of the resume URL. */
export const TOKEN_PARAMETER = 'topcalls_token';

/**
 * The address at which the node hears of its calls: n8n's resume URL with the node's ID in the path,
 * which picks its webhook, and our token beside n8n's own in the query.
 *
 * @param executionUrl what n8n gives for `$execution.resumeUrl`
 * @returns undefined when that is no URL
 */
export function resumeUrl(executionUrl: unknown, nodeId: string, token: string): URL | undefined {
	const url = urlIn(executionUrl);
	if (!url) return undefined;
	url.pathname = `${url.pathname.replace(/\/$/, '')}/${nodeId}`;
	url.searchParams.set(TOKEN_PARAMETER, token);
	return url;
}

/** Whether TopCalls tells this address what becomes of the call, as far as it shows where it tells it. */
export function sendsEventsTo(call: Record<string, unknown>, address: URL): boolean {
	const { metadata, webhook_url: direct } = call as { metadata?: { webhook_url?: unknown } } & {
		webhook_url?: unknown;
	};
	const webhookUrl = urlIn(direct ?? metadata?.webhook_url);
	return webhookUrl?.origin === address.origin && webhookUrl.pathname === address.pathname;
}

/** Not what any other value says of itself as text: an object can make even that fail. */
function urlIn(value: unknown): URL | undefined {
	return typeof value === 'string' ? parseUrl(value) : undefined;
}
