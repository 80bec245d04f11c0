import { quote } from '../quote';
import { ADD_CERTIFICATE, CHECK_CONNECTION, TRY_AGAIN_LATER } from './commonHints';
import { TopCallsError, type FailureKind } from './TopCallsError';

/** No connection was made, whichever it was. */
const UNREACHABLE = /^(ECONNREFUSED|ENOTFOUND|EAI_[A-Z]+|EADDRNOTAVAIL)$/;
/** Node.js checks the certificate before it writes the first byte of a request. */
const UNTRUSTED =
	/^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|UNABLE_TO_VERIFY_LEAF_SIGNATURE|(\w+_)?(CERT|CRL|ISSUER)(_\w+)?)$/;
/** Node.js does not even begin such a request. */
const NOT_A_REQUEST =
	/^ERR_(INVALID_(CHAR|URL|PROTOCOL)|UNESCAPED_CHARACTERS|HTTP_INVALID_HEADER_VALUE)$/;
/** n8n’s protection against requests to internal addresses. */
const BLOCKED_BY_N8N = /^SsrfBlocked/;
const TLS = /^(EPROTO|ERR_SSL_\w+)$/;

const CERTIFICATE_HINT = `If your network or server has a certificate of its own, ${ADD_CERTIFICATE} Otherwise check the Base URL of the credential.`;
const TLS_HINT =
	'If a server of your own answers at the Base URL, check whether it speaks https there, on this port, or only http. Certificate authorities of your network belong in NODE_EXTRA_CA_CERTS of n8n.';

/** One level of what n8n, axios and Node.js wrap around what went wrong below. */
interface Level {
	name?: unknown;
	message?: unknown;
	messages?: unknown;
	code?: unknown;
	httpCode?: unknown;
	syscall?: unknown;
	cause?: unknown;
	errors?: unknown;
}

/**
 * The error for a request that threw instead of getting an answer. Only a request that was certainly never sent counts
 * as not sent; anything unknown may have reached TopCalls. Keeps nothing of the request’s headers.
 *
 * @param error as n8n’s request helpers throw it: 2.x keeps what happened below as the cause, 1.x only its
 *              code, as if it were an HTTP status
 */
export function connectionError(error: unknown): TopCallsError {
	if (error instanceof TopCallsError) return error;
	const levels = levelsOf(error);
	const code = levels.map(codeOf).find((found) => found !== undefined);
	const kind = kindOf(levels, code);
	return new TopCallsError(kind, messageOf(kind, code, error), {
		code,
		hint: hintOf(kind, code, error),
	});
}

function kindOf(levels: Level[], code = ''): FailureKind {
	if (code === 'ERR_CANCELED') return 'canceled';
	if (UNTRUSTED.test(code)) return 'untrusted';
	if (UNREACHABLE.test(code) || levels.some(isAboutConnecting)) return 'unreachable';
	const isRefused = NOT_A_REQUEST.test(code) || levels.some(({ name }) => isBlocked(name));
	return isRefused ? 'refused' : 'lost';
}

function messageOf(kind: FailureKind, code: string | undefined, error: unknown): string {
	if (kind === 'unreachable') return 'TopCalls could not be reached';
	if (kind === 'untrusted') return 'The certificate of the server at the Base URL is not trusted';
	if (kind === 'canceled') return 'The execution was canceled before TopCalls answered';
	if (kind === 'lost') {
		return isTlsFault(code)
			? 'The encrypted connection to TopCalls was lost before an answer arrived'
			: 'The connection to TopCalls was lost before an answer arrived';
	}
	const message = error instanceof Error ? error.message : '';
	return message || 'The request to TopCalls could not be sent';
}

function hintOf(kind: FailureKind, code: string | undefined, error: unknown): string | undefined {
	if (kind === 'untrusted') return CERTIFICATE_HINT;
	if (kind === 'unreachable') return CHECK_CONNECTION;
	if (kind !== 'lost') return undefined;
	if (code) return isTlsFault(code) ? TLS_HINT : TRY_AGAIN_LATER;
	const said = error instanceof Error ? error.message : '';
	return said === '' ? TRY_AGAIN_LATER : `${TRY_AGAIN_LATER} n8n says: ${quote(said)}.`;
}

/** Whether the encryption itself broke: no TLS at the other end, or bytes that do not decrypt. */
export function isTlsFault(code: string | undefined): boolean {
	return code !== undefined && TLS.test(code);
}

function levelsOf(error: unknown): Level[] {
	const levels: Level[] = [];
	let current = error;
	while (typeof current === 'object' && current !== null && levels.length < 6) {
		const level = current as Level;
		levels.push(level);
		// Of several addresses that were tried, each failed to connect.
		current = level.cause ?? (Array.isArray(level.errors) ? level.errors[0] : undefined);
	}
	return levels;
}

function codeOf({ code, httpCode }: Level): string | undefined {
	const found = [code, httpCode].find((value) => /^[A-Z]/.test(String(value ?? '')));
	return found === undefined ? undefined : String(found);
}

/** A network failure counts as not sent only if it happened while connecting. */
function isAboutConnecting({ syscall, message, messages }: Level): boolean {
	const texts = [message, ...(Array.isArray(messages) ? messages : [])];
	return (
		syscall === 'connect' ||
		texts.some((text) => typeof text === 'string' && /^connect E[A-Z]+\b/.test(text))
	);
}

function isBlocked(name: unknown): boolean {
	return typeof name === 'string' && BLOCKED_BY_N8N.test(name);
}
