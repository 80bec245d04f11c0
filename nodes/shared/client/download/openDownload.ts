import type { IHttpRequestOptions } from 'n8n-workflow';

import { audioFileOf, SIGNATURE_BYTES } from './audioFile';
import { parseUrl } from '../baseUrl';
import { connectionError } from '../../errors/connectionError';
import {
	connectionFailure,
	FileError,
	fileFailure,
	internalAddress,
	notRecording,
} from './fileError';
import { firstBytes, supervised, type Readable } from './fileStream';
import { guardOf, type AddressGuard } from './addressGuard';
import { TopCallsError } from '../../errors/TopCallsError';
import {
	CREDENTIAL,
	inTime,
	retryAfterMsOf,
	type FullResponse,
	type RequestContext,
} from '../transport';

/** A recording whose download has started. */
export interface Download {
	/** All its bytes; breaks with a FileError. */
	stream: Readable;
	mimeType: string;
	/** Of a file name, without a dot. */
	extension: string;
}

export interface DownloadOptions {
	/** Checked Base URL of the credential. */
	baseUrl: string;
	/** Milliseconds to wait for the answer to begin, and then for its next bytes. */
	timeoutMs: number;
	/** Ends the download, also one that has begun, with the error that is its reason. */
	abort: AbortController;
	/** Is called with the number of bytes so far; what it throws ends the download. */
	onBytes(bytesSoFar: number): Promise<void>;
}

interface Answer extends FullResponse {
	body: Readable;
	/** Closes the connection; the rest of the answer is not needed. */
	close(): void;
}

const MAX_REDIRECTS = 5;

/**
 * Opens the recording that TopCalls links to. The API key goes only to the API's own host, never to a file
 * store behind a redirect. An internal address is refused, unless the API has one itself.
 *
 * @param link the file's address
 * @throws FileError
 */
export async function openDownload(
	context: RequestContext,
	link: string,
	options: DownloadOptions,
): Promise<Download> {
	const api = new URL(options.baseUrl);
	const guard = guardOf(context, api);
	let url = parseLink(link, options.baseUrl);
	for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
		const withKey = url.origin === api.origin;
		const answer = await fetchFile(context, url, withKey, guard, options);
		const { statusCode: status, headers } = answer;
		if (status === 200) return await recordingIn(answer, url.hostname, options);

		answer.close();
		const { location } = headers;
		if (status < 300 || status > 399 || typeof location !== 'string') {
			throw fileFailure(status, url.hostname, withKey, retryAfterMsOf(headers));
		}
		url = parseLink(location, url.href);
	}
	throw new FileError('http', 'The recording’s address redirects without end', {
		hint: 'Open the call’s recording_url in a browser to see where it leads.',
	});
}

async function fetchFile(
	context: RequestContext,
	url: URL,
	withKey: boolean,
	guard: AddressGuard,
	{ timeoutMs, abort }: DownloadOptions,
): Promise<Answer> {
	if (!(await guard.allows(url))) throw internalAddress(url.hostname);
	const hanging = new AbortController();
	const options: IHttpRequestOptions = {
		method: 'GET',
		url: url.href,
		headers: { 'Accept-Encoding': 'identity' },
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: timeoutMs,
		abortSignal: AbortSignal.any([abort.signal, hanging.signal]),
	};
	const { helpers } = context;
	const request = withKey
		? helpers.httpRequestWithAuthentication.call(context, CREDENTIAL, options)
		: helpers.httpRequest(options);
	const response = await inTime(request, AbortSignal.timeout(timeoutMs)).catch(connectionError);
	if (response instanceof TopCallsError) {
		hanging.abort();
		throw connectionFailure(response, url.hostname);
	}

	const body = response.body as Readable;
	const close = () => {
		body.on('error', () => undefined);
		hanging.abort();
	};
	if (guard.allowsConnection(url, body)) return { ...response, body, close };
	close();
	throw internalAddress(url.hostname);
}

async function recordingIn(
	{ headers, body, close }: Answer,
	host: string,
	{ timeoutMs, abort, onBytes }: DownloadOptions,
): Promise<Download> {
	const stream = supervised(body, {
		idleTimeoutMs: timeoutMs,
		onIdle: () => abort.abort(connectionFailure(new TopCallsError('lost', ''), host)),
		onBytes,
		failure: (error) =>
			error instanceof FileError ? error : connectionFailure(connectionError(error), host),
	});
	const mediaType = String(headers['content-type'] ?? '').split(';')[0] as string;
	const first = await firstBytes(stream, SIGNATURE_BYTES);
	const file = audioFileOf(first, mediaType.trim().toLowerCase());
	if (file.isAudio) return { stream, mimeType: file.mimeType, extension: file.extension };
	close();
	throw notRecording(host, file.what);
}

function parseLink(link: string, base: string): URL {
	const url = parseUrl(link, base);
	if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
		throw new FileError('http', 'TopCalls gave an address for the recording that is not a URL', {
			hint: 'Use Get to see the recording_url of this call, and ask TopCalls support about it.',
		});
	}
	return url;
}
