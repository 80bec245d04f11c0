import { createHmac } from 'node:crypto';
import fc from 'fast-check';

import { checkSignature, type SignatureScheme } from '../../nodes/shared/webhook/signature';

const NOW = 1_800_000_000_000;

const scheme: fc.Arbitrary<SignatureScheme> = fc.record({
	header: fc.constantFrom('X-TopCalls-Signature', 'x-sig'),
	timestampHeader: fc.constantFrom('', 'X-Timestamp'),
	toleranceSeconds: fc.constantFrom(0, 1, 300),
	algorithm: fc.constantFrom('sha1', 'sha256', 'sha512'),
	encoding: fc.constantFrom('hex', 'base64', 'base64url'),
	prefix: fc.constantFrom('', 'sha256=', 'v1,'),
});
const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 }).map((array) => Buffer.from(array));
const secret = fc.string({ minLength: 1 });

interface Signed {
	rawBody: Buffer;
	headers: Record<string, unknown>;
}

/** Signs like TopCalls, written independently so that the two can disagree. */
function sign(rawBody: Buffer, key: string, how: SignatureScheme, seconds = NOW / 1_000): Signed {
	const time = how.timestampHeader ? [Buffer.from(`${seconds}.`)] : [];
	const signed = Buffer.concat([...time, rawBody]);
	const value = how.prefix + createHmac(how.algorithm, key).update(signed).digest(how.encoding);
	return {
		rawBody,
		headers: {
			[how.header.toLowerCase()]: value,
			...(how.timestampHeader && { [how.timestampHeader.toLowerCase()]: String(seconds) }),
		},
	};
}

const runs = { numRuns: 1_000 };

test('what TopCalls signed is trusted, with any body and scheme', () => {
	fc.assert(
		fc.property(bytes, secret, scheme, (body, key, how) => {
			expect(checkSignature(sign(body, key, how), key, how, NOW)).toEqual({ ok: true });
		}),
		runs,
	);
});

test('with one flipped bit in the body it is not trusted', () => {
	fc.assert(
		fc.property(bytes, secret, scheme, fc.nat(), fc.nat(7), (body, key, how, at, bit) => {
			const signed = sign(body, key, how);
			const rawBody = Buffer.from(body);
			rawBody[at % body.length] = (rawBody[at % body.length] as number) ^ (1 << bit);
			expect(checkSignature({ ...signed, rawBody }, key, how, NOW).ok).toBe(false);
		}),
		runs,
	);
});

test('with one character of the signature changed, added or removed it is not trusted', () => {
	const change = fc.tuple(
		fc.nat(),
		fc.constantFrom('replace', 'add', 'drop'),
		fc.string({ minLength: 1, maxLength: 1 }),
	);
	fc.assert(
		fc.property(bytes, secret, scheme, change, (body, key, how, [at, kind, sign_]) => {
			const { headers } = sign(body, key, how);
			const name = how.header.toLowerCase();
			const value = String(headers[name]);
			const place = at % value.length;
			const rest = value.slice(kind === 'add' ? place : place + 1);
			const changed = value.slice(0, place) + (kind === 'drop' ? '' : sign_) + rest;
			fc.pre(changed.trim() !== value);
			const forged = { rawBody: body, headers: { ...headers, [name]: changed } };
			expect(checkSignature(forged, key, how, NOW).ok).toBe(false);
		}),
		runs,
	);
});

test('another secret, no signature, or one of another time is not trusted', () => {
	fc.assert(
		fc.property(bytes, secret, secret, scheme, (body, key, other, how) => {
			const signed = sign(body, key, how);
			expect(checkSignature({ ...signed, headers: {} }, key, how, NOW).ok).toBe(false);
			if (other !== key) expect(checkSignature(signed, other, how, NOW).ok).toBe(false);
			if (how.timestampHeader === '') return;
			const headers = { ...signed.headers, [how.timestampHeader.toLowerCase()]: '1799999999' };
			expect(checkSignature({ ...signed, headers }, key, how, NOW).ok).toBe(false);
		}),
		runs,
	);
});

test('a delivery that is replayed too late, or dated ahead, is not trusted', () => {
	fc.assert(
		fc.property(
			bytes,
			secret,
			scheme,
			fc.integer({ min: -9_999, max: 9_999 }),
			(body, key, how, off) => {
				fc.pre(how.timestampHeader !== '' && how.toleranceSeconds > 0);
				const signed = sign(body, key, how, NOW / 1_000 + off);
				expect(checkSignature(signed, key, how, NOW).ok).toBe(
					Math.abs(off) <= how.toleranceSeconds,
				);
			},
		),
		runs,
	);
});

test('headers of any kind are an answer, never a crash', () => {
	const headers = fc.dictionary(
		fc.constantFrom('x-sig', 'x-timestamp', 'x-topcalls-signature'),
		fc.anything(),
	);
	fc.assert(
		fc.property(headers, secret, scheme, (odd, key, how) => {
			const rawBody = Buffer.from('{}');
			expect(checkSignature({ headers: odd, rawBody }, key, how, NOW).ok).toBe(false);
		}),
		runs,
	);
});
