import { createHmac } from 'node:crypto';
import { checkSignature, type SignatureScheme } from '../../nodes/shared/webhook/signature';

const SECRET = 'whsec_1';
const NOW = Date.UTC(2026, 0, 1);
const TIME = NOW / 1_000;
const BODY = '{"call_id":"1","note":"ü"}';

const scheme: SignatureScheme = {
	header: 'X-TopCalls-Signature',
	timestampHeader: '',
	toleranceSeconds: 300,
	algorithm: 'sha256',
	encoding: 'hex',
	prefix: '',
};
const timed = { ...scheme, timestampHeader: 'X-Time' };

test.each([
	['sha1', 'hex', ''],
	['sha256', 'hex', 'sha256='],
	['sha256', 'base64', ''],
	['sha512', 'base64url', 'v1='],
] as const)('a signature by %s, as %s, after “%s”, is accepted', (algorithm, encoding, prefix) => {
	const signature = prefix + hmac(BODY, { algorithm, encoding });

	expect(check({ signature }, { ...scheme, algorithm, encoding, prefix })).toEqual({ ok: true });
});

test.each([
	['none', {}],
	['an empty one', { signature: '' }],
	['another text', { signature: 'x'.repeat(64) }],
	['one of another secret', { signature: hmac(BODY, { secret: 'whsec_2' }) }],
	['one of another body', { signature: hmac(`${BODY} `) }],
	['one with something after it', { signature: `${hmac(BODY)}00` }],
	['several', { signature: [hmac(BODY), hmac(BODY)] }],
])('a signature that is %s is not trusted', (_, { signature }: { signature?: unknown }) => {
	expect(check({ signature })).toEqual({ ok: false, reason: expect.any(String) });
});

test('a changed body does not pass with the signature of the true one', () => {
	expect(check({ signature: hmac(BODY), body: BODY.replace('1', '2') }).ok).toBe(false);
});

test.each([
	[TIME, true],
	[TIME - 300, true],
	[TIME - 301, false],
	[TIME + 300, true],
	[TIME + 301, false],
	[NOW, true],
	[NOW - 301_000, false],
])('signed at %i, it is accepted: %s', (time, ok) => {
	const signature = hmac(`${time}.${BODY}`);

	expect(check({ signature, time: String(time) }, timed).ok).toBe(ok);
});

test('the time cannot be replaced by a later one', () => {
	const signature = hmac(`${TIME - 3_600}.${BODY}`);

	expect(check({ signature, time: String(TIME) }, timed).ok).toBe(false);
});

test.each([undefined, '', 'now', '-1', '1e3'])('a time that is %j is refused', (time) => {
	expect(check({ signature: hmac(`${time}.${BODY}`), time }, timed).ok).toBe(false);
});

test('with a tolerance of 0 a signature does not age', () => {
	const signature = hmac(`1000.${BODY}`);

	expect(check({ signature, time: '1000' }, { ...timed, toleranceSeconds: 0 }).ok).toBe(true);
});

test('no rejection contains the secret or the right signature', () => {
	const { reason } = check({ signature: 'wrong' }) as { reason: string };

	expect(reason).not.toContain(SECRET);
	expect(reason).not.toContain(hmac(BODY));
});

function check(
	{ signature, time, body = BODY }: { signature?: unknown; time?: string; body?: string },
	by = scheme,
) {
	const headers = { 'x-topcalls-signature': signature, 'x-time': time };
	return checkSignature({ headers, rawBody: Buffer.from(body) }, SECRET, by, NOW);
}

function hmac(
	text: string,
	{
		secret = SECRET,
		algorithm = 'sha256',
		encoding = 'hex',
	}: { secret?: string; algorithm?: string; encoding?: 'hex' | 'base64' | 'base64url' } = {},
): string {
	return createHmac(algorithm, secret).update(text).digest(encoding);
}
