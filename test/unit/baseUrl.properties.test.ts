import fc from 'fast-check';

import { checkBaseUrl } from '../../nodes/shared/client/baseUrl';

const scheme = fc.constantFrom(
	'https://',
	'http://',
	'HTTPS://',
	'ftp://',
	'javascript:',
	'//',
	'',
);
const host = fc.oneof(
	fc.domain(),
	fc.ipV4(),
	fc.constantFrom(
		'localhost',
		'127.0.0.1',
		'[::1]',
		'127.1',
		'0x7f.1',
		'localhost.evil.com',
		'127.0.0.1.evil.com',
	),
);
const rest = fc.constantFrom(
	'',
	'/',
	'/v1',
	'/v1/',
	'/proxy/v1',
	':8080',
	'?x=1',
	'#a',
	'/..//',
	' ',
);
const user = fc.constantFrom('', '', 'me:secret@', 'api.topcalls.ai@');
const written = fc.tuple(scheme, user, host, rest).map((parts) => parts.join(''));

const runs = { numRuns: 2_000 };

test('any Base URL is accepted or refused with a reason', () => {
	fc.assert(
		fc.property(fc.oneof(written, fc.string(), fc.webUrl(), fc.anything()), (value) => {
			const checked = checkBaseUrl(value);
			if (!checked.ok) expect(checked.reason).toMatch(/Base URL/);
		}),
		runs,
	);
});

test('the key is only sent over https, or stays on this computer', () => {
	fc.assert(
		fc.property(fc.oneof(written, fc.webUrl()), (value) => {
			const checked = checkBaseUrl(value);
			if (!checked.ok) return;
			const { protocol, hostname, username, search, hash } = new URL(checked.url);
			const stays = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
			expect(protocol === 'https:' || (protocol === 'http:' && stays)).toBe(true);
			expect(username + search + hash).toBe('');
		}),
		runs,
	);
});

test('an accepted Base URL stays the same when checked again, and a path can be appended', () => {
	fc.assert(
		fc.property(fc.oneof(written, fc.webUrl()), (value) => {
			const checked = checkBaseUrl(value);
			if (!checked.ok) return;
			expect(checkBaseUrl(checked.url)).toEqual(checked);
			const { origin, pathname } = new URL(`${checked.url}/v1/calls`);
			expect(origin).toBe(new URL(value).origin);
			expect(pathname).toMatch(/\/v1\/calls$/);
		}),
		runs,
	);
});
