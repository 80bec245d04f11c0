import { httpMessage } from '../httpFailure';
import { ADD_CERTIFICATE, TRY_AGAIN_LATER } from '../../errors/commonHints';
import { TopCallsError } from '../../errors/TopCallsError';

/** A file that could not be downloaded. It says nothing about the API or other files. */
export class FileError extends TopCallsError {
	override get isAccountWide(): boolean {
		return false;
	}
}

const LOOK = 'Open the call’s recording_url in a browser to see what is there.';
const GONE = 'Check in your TopCalls account whether the recording was deleted or has expired.';
const EXPIRED = 'The link may have expired. Run this node again to get a new one.';

/**
 * The error for a file that was answered with another status than 200.
 *
 * @param host       the name of the host that answered
 * @param withKey    whether that is the host of the API, which was shown the key
 * @param retryAfterMs milliseconds that the host asked to wait
 */
export function fileFailure(
	status: number,
	host: string,
	withKey: boolean,
	retryAfterMs?: number,
): FileError {
	const failure = (message: string, hint: string) =>
		new FileError('http', message, { status, retryAfterMs, hint });
	if (status >= 200 && status < 300) return notRecording(host, partOf(status));
	if (status < 400) return failure('The recording’s address redirects to nowhere', LOOK);
	if (status === 404 || status === 410) return failure('The recording is no longer there', GONE);
	if (withKey) {
		return new FileError('http', httpMessage(status, { fields: [] }), {
			status,
			retryAfterMs,
		});
	}
	const store = `The file store at ${host}`;
	if (status === 401 || status === 403) {
		return failure(`${store} refuses access to the recording (HTTP ${status})`, EXPIRED);
	}
	if (status === 429)
		return failure(`${store} accepts no more requests for now`, 'Try again later.');
	if (status >= 500)
		return failure(`${store} is temporarily unavailable (HTTP ${status})`, TRY_AGAIN_LATER);
	if (status === 408 || status === 425) {
		return failure(`${store} is not ready to answer (HTTP ${status})`, TRY_AGAIN_LATER);
	}
	return failure(`${store} refused the request (HTTP ${status})`, LOOK);
}

function partOf(status: number): string {
	if (status === 204) return 'an answer without a file (HTTP 204)';
	if (status === 206) return 'a part of a file (HTTP 206)';
	return `an answer with HTTP ${status}`;
}

/** The error for an answer that is whole, but not a recording. */
export function notRecording(host: string, what: string): FileError {
	return new FileError('http', `This is not a recording: ${host} returned ${what}`, { hint: LOOK });
}

/** The error for an address that is not on the internet. */
export function internalAddress(host: string): FileError {
	return new FileError(
		'refused',
		`The recording’s address leads to ${host}, which is not a public host`,
		{ hint: 'Ask TopCalls support why the recording_url of this call leads there.' },
	);
}

/** The same error, with the host of the file instead of TopCalls. */
export function connectionFailure(error: TopCallsError, host: string): FileError {
	const { kind, code } = error;
	if (kind === 'unreachable') {
		return new FileError(kind, `The host of the recording, ${host}, could not be reached`, {
			code,
			hint: 'Check whether n8n can reach the internet.',
		});
	}
	if (kind === 'lost') {
		const message = `The connection to ${host} was lost before the whole recording arrived`;
		return new FileError(kind, message, { code, hint: TRY_AGAIN_LATER });
	}
	if (kind === 'untrusted') {
		return new FileError(kind, `The certificate of ${host} is not trusted`, {
			code,
			hint: `If your network has a certificate of its own, ${ADD_CERTIFICATE}`,
		});
	}
	return new FileError(kind, error.message, { ...error });
}
