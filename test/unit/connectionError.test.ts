import { connectionError } from '../../nodes/shared/errors/connectionError';

/** How n8n passes on what axios threw. */
const SHAPES: Array<[string, (code: string) => object]> = [
	['n8n 2.x', (code) => ({ httpCode: code, cause: { code, message: 'socket hang up' } })],
	['n8n 1.x', (code) => ({ httpCode: code, cause: undefined, messages: ['socket hang up'] })],
	['no n8n at all', (code) => ({ code })],
];

describe.each(SHAPES)('in the form of %s', (_, shapeOf) => {
	test.each(['ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT', 'EPIPE'])(
		'after %s TopCalls may have placed the call, and the error says so',
		(code) => {
			const error = connectionError(shapeOf(code));

			expect(error).toMatchObject({ kind: 'lost', code, isResultUnknown: true });
		},
	);

	test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])('%s never reached TopCalls', (code) => {
		const error = connectionError(shapeOf(code));

		expect(error).toMatchObject({ kind: 'unreachable', code, isResultUnknown: false });
	});
});

/** Unlisted codes, and some that only look as if no connection was made. */
const UNKNOWN = [
	'Z_DATA_ERROR',
	'ERR_SSL_BAD_RECORD_TYPE',
	'EPROTO',
	'EHOSTUNREACH',
	'E_BRAND_NEW',
];

test.each([
	...UNKNOWN.map((code) => ({ httpCode: code })),
	new Error('something'),
	{ httpCode: '500' },
	{ code: 7 },
	undefined,
	'text',
])('after %p the result is unknown, so the request may have been sent', (error) => {
	expect(connectionError(error)).toMatchObject({
		kind: 'lost',
		isResultUnknown: true,
		isAccountWide: false,
	});
});

test.each([
	{ httpCode: 'EHOSTUNREACH', messages: ['connect EHOSTUNREACH 10.0.0.1:443'] },
	{ httpCode: 'ETIMEDOUT', cause: { code: 'ETIMEDOUT', syscall: 'connect' } },
	{ cause: Object.assign(new AggregateError([{ syscall: 'connect', code: 'ENETUNREACH' }])) },
])('a failure while connecting means that nothing was sent: %j', (error) => {
	expect(connectionError(error)).toMatchObject({ kind: 'unreachable', isResultUnknown: false });
});

test.each([
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'HOSTNAME_MISMATCH',
	'CERT_REVOKED',
])('%s is about the certificate, and nothing was sent', (code) => {
	const error = connectionError({ httpCode: code });

	expect(error).toMatchObject({ kind: 'untrusted', isResultUnknown: false });
	expect(error.hint).toContain('NODE_EXTRA_CA_CERTS');
});

test('a request that n8n itself blocks was not sent', () => {
	const blocked = Object.assign(new Error('restricted'), { name: 'SsrfBlockedIpError' });

	expect(connectionError({ cause: blocked })).toMatchObject({ kind: 'refused' });
});
