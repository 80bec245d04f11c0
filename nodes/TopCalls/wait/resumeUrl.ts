import { parseUrl } from '../../shared/client/baseUrl';

/** The name of the token in the query of the resume URL. */
export const TOKEN_PARAMETER = 'topcalls_token';

/**
 * The URL that receives the events of a waiting execution: n8n's resume URL with the node's ID in the path,
 * which selects its webhook, and our token beside n8n's own in the query.
 *
 * @param executionUrl the value of `$execution.resumeUrl`
 * @returns undefined when that is no URL
 */
export function resumeUrl(executionUrl: unknown, nodeId: string, token: string): URL | undefined {
	const url = urlIn(executionUrl);
	if (!url) return undefined;
	url.pathname = `${url.pathname.replace(/\/$/, '')}/${nodeId}`;
	url.searchParams.set(TOKEN_PARAMETER, token);
	return url;
}

/** Whether TopCalls sends the events of a call to this URL, according to the call itself. */
export function sendsEventsTo(call: Record<string, unknown>, address: URL): boolean {
	const { metadata, webhook_url: direct } = call as { metadata?: { webhook_url?: unknown } } & {
		webhook_url?: unknown;
	};
	const webhookUrl = urlIn(direct ?? metadata?.webhook_url);
	return webhookUrl?.origin === address.origin && webhookUrl.pathname === address.pathname;
}

/** Other values are not converted to text: an object can make even that throw. */
function urlIn(value: unknown): URL | undefined {
	return typeof value === 'string' ? parseUrl(value) : undefined;
}
