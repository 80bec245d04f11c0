import fc from 'fast-check';

import { mayHoldSecret, redact, redactText } from '../../nodes/shared/client/redact';

const key = fc.stringMatching(/^tc_(live|test)_[A-Za-z0-9]{1,40}$/);
const text = fc.string({ unit: 'grapheme' });

test('the API key is in no redacted text, wherever and however often it occurred', () => {
	fc.assert(
		fc.property(key, fc.array(text, { minLength: 2 }), (secret, pieces) => {
			expect(redactText(pieces.join(secret), secret)).not.toContain(secret);
		}),
		{ numRuns: 1_000 },
	);
});

test('a key of somebody else, or of a sandbox, is removed too', () => {
	fc.assert(
		fc.property(key, key, text, text, (secret, other, before, after) => {
			expect(redactText(before + other + after, secret)).not.toContain(other);
		}),
		{ numRuns: 1_000 },
	);
});

test('a key of another form is removed if it is long enough to be one', () => {
	const odd = fc.string({ minLength: 12, maxLength: 60 });
	fc.assert(
		fc.property(odd, text, text, (secret, before, after) => {
			expect(redactText(before + secret + after, secret)).not.toContain(secret);
		}),
		{ numRuns: 1_000 },
	);
});

test('a text without a key is not changed', () => {
	fc.assert(
		fc.property(key, fc.string(), (secret, plain) => {
			fc.pre(!plain.includes('tc_'));
			expect(redactText(plain, secret)).toBe(plain);
		}),
	);
});

test('the key is in no text of a value, at any depth, and a value without it is not changed', () => {
	const deep = fc.jsonValue({ maxDepth: 5 });
	fc.assert(
		fc.property(key, deep, deep, fc.boolean(), (secret, value, other, asName) => {
			const held = [value, asName ? { [`x${secret}`]: other } : { x: [`${secret}y`, other] }];
			expect(JSON.stringify(redact(held, secret))).not.toContain(secret);
			expect(mayHoldSecret(JSON.stringify(held), secret)).toBe(true);
			fc.pre(!JSON.stringify(value).includes('tc_'));
			expect(redact(value, secret)).toEqual(value);
		}),
	);
});

test('a text of a million characters is redacted quickly', () => {
	for (const piece of ['topcalls_token', '?', 'signature=', 'tc_live_', '/webhook-waiting/&']) {
		const hostile = piece.repeat(1_000_000 / piece.length);
		expect(redactText(hostile, 'tc_live_abc123')).toBeDefined();
	}
});
