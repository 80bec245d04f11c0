import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { parseUrl } from './baseUrl';
import { describeHttpFailure } from './httpFailure';
import { TopCallsError } from './TopCallsError';
import { connectionError, CREDENTIAL, type FullResponse, type RequestContext } from './transport';

type Readable = Exclude<Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0], Buffer>;

export interface Download {
	stream: Readable;
	/** Media type from the answer's header, without parameters. */
	mediaType: string;
}

const TIMEOUT = 120_000;
const MAX_REDIRECTS = 5;

/**
 * Opens a file that TopCalls links to. The API key goes only to the API's own host, never to a file
 * store behind a redirect.
 *
 * @param baseUrl checked Base URL of the credential
 * @param link    the file's address
 * @throws TopCallsError
 */
export async function openDownload(
	context: RequestContext,
	baseUrl: string,
	link: string,
): Promise<Download> {
	let url = parseLink(link, baseUrl);
	for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
		const response = await fetchFile(context, url, url.origin === new URL(baseUrl).origin);
		const { statusCode: status, headers } = response;
		if (status >= 200 && status < 300) {
			const type = String(headers['content-type'] ?? '').split(';')[0] as string;
			return { stream: response.body as Readable, mediaType: type.trim().toLowerCase() };
		}

		(response.body as Readable).destroy?.();
		const location = headers.location;
		if (status < 300 || status > 399 || typeof location !== 'string') {
			throw fileFailure(status);
		}
		url = parseLink(location, url.href);
	}
	throw new TopCallsError('unreadable', 'The recording’s address redirects without end');
}

async function fetchFile(
	context: RequestContext,
	url: URL,
	withKey: boolean,
): Promise<FullResponse> {
	const options: IHttpRequestOptions = {
		method: 'GET',
		url: url.href,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: TIMEOUT,
	};
	const { helpers } = context;
	const request = withKey
		? helpers.httpRequestWithAuthentication.call(context, CREDENTIAL, options)
		: helpers.httpRequest(options);
	const response = await request.catch(connectionError);
	if (response instanceof TopCallsError) throw response;
	return response;
}

function parseLink(link: string, base: string): URL {
	const url = parseUrl(link, base);
	if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
		throw new TopCallsError(
			'unreadable',
			'TopCalls gave an address for the recording that is not a URL',
		);
	}
	return url;
}

function fileFailure(status: number): TopCallsError {
	if (status === 404 || status === 410) {
		return new TopCallsError('http', 'The recording is no longer there');
	}
	if (status < 400) {
		return new TopCallsError('unreadable', 'The recording’s address redirects to nowhere');
	}
	return new TopCallsError('http', describeHttpFailure(status, { fields: [] }), { status });
}
