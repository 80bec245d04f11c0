import { checkBaseUrl } from '../../nodes/shared/client/baseUrl';

test.each([
	['https://api.topcalls.ai', 'https://api.topcalls.ai'],
	[' https://api.topcalls.ai/ ', 'https://api.topcalls.ai'],
	['https://api.topcalls.ai/v1', 'https://api.topcalls.ai'],
	['https://api.topcalls.ai/v1/', 'https://api.topcalls.ai'],
	['https://proxy.example.com/topcalls//', 'https://proxy.example.com/topcalls'],
	['http://localhost:7450', 'http://localhost:7450'],
	['http://127.0.0.1:7450/v1', 'http://127.0.0.1:7450'],
	['http://[::1]:7450', 'http://[::1]:7450'],
])('%s can be used', (value, url) => {
	expect(checkBaseUrl(value)).toEqual({ ok: true, url });
});

test.each([
	['http://api.topcalls.ai', 'would send the API key unprotected: use https'],
	['http://192.168.1.7', 'would send the API key unprotected: use https'],
	['http://localhost.example.com', 'would send the API key unprotected: use https'],
	['http://127.0.0.1.example.com', 'would send the API key unprotected: use https'],
	['ftp://api.topcalls.ai', 'must start with https://'],
	['api.topcalls.ai', 'is not a URL'],
	['https://user:secret@api.topcalls.ai', 'must contain only the address'],
	['https://api.topcalls.ai?key=1', 'must contain only the address'],
	['https://api.topcalls.ai#here', 'must contain only the address'],
	['', 'is empty'],
	[undefined, 'is empty'],
	[7, 'is empty'],
])('%j is refused, with the reason', (value, reason) => {
	expect(checkBaseUrl(value)).toEqual({ ok: false, reason: expect.stringContaining(reason) });
});

test('a password in the URL is not repeated in the refusal', () => {
	expect(JSON.stringify(checkBaseUrl('https://user:secret@api.topcalls.ai'))).not.toContain(
		'secret',
	);
});

test.each([
	'tc_live_abc123',
	'  tc_test_abc123\n',
	'tc_live_abc123-def_456',
	'Bearer tc_live_abc123',
	'https://tc_live_abc123',
	'https://api.topcalls.ai/tc_live_abc123',
	'http://tc_live_abc123.example.com',
	'ftp://tc_live_abc123',
	'https://tc_live_abc123:x@api.topcalls.ai',
	'tc_live_abc123@api.topcalls.ai',
])('the API key in %j is refused as such and not repeated', (value) => {
	const checked = checkBaseUrl(value);

	expect(checked).toEqual({ ok: false, reason: expect.stringContaining('contains an API key') });
	expect(JSON.stringify(checked)).not.toMatch(/abc123|def_456/);
});

test.each(['whsec', 'user:whsec@api.topcalls.ai', 'ftp://user:whsec@api.topcalls.ai'])(
	'%j may be a secret and is not repeated',
	(value) => {
		expect(JSON.stringify(checkBaseUrl(value))).not.toContain('whsec');
	},
);

test('a value that looks like a URL is repeated', () => {
	expect(checkBaseUrl('api.topcalls.ai')).toEqual({
		ok: false,
		reason: expect.stringContaining('“api.topcalls.ai”'),
	});
});

test.each(['https://api.topcalls.ai/?', 'https://api.topcalls.ai/#'])(
	'a path can be appended to %s, or it is refused',
	(value) => {
		const checked = checkBaseUrl(value);

		expect(checked.ok ? checked.url : 'refused').toMatch(/^(refused|https:\/\/api\.topcalls\.ai)$/);
	},
);

test('all slashes at the end are removed', () => {
	expect(checkBaseUrl('https://api.topcalls.ai//v1/')).toEqual({
		ok: true,
		url: 'https://api.topcalls.ai',
	});
});
