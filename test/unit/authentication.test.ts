import { authenticate } from '../../nodes/shared/client/authentication';

const keyFor = (baseUrl: string) => ({ apiKey: ' tc_live_key\n', baseUrl });

test.each([
	['https://api.topcalls.ai', 'https://api.topcalls.ai/v1/calls'],
	['https://api.topcalls.ai/v1/', 'https://api.topcalls.ai/v1/calls'],
	['http://localhost:7450', 'http://localhost:7450/v1/calls'],
	['http://127.0.0.1:7450', 'http://127.0.0.1:7450/v1/calls'],
])('with the Base URL %s, a request to %s carries the key as it was meant', (baseUrl, url) => {
	const request = authenticate(keyFor(baseUrl), { url, method: 'GET', headers: { Accept: 'x/y' } });

	expect(request).toEqual({
		url,
		method: 'GET',
		headers: { Accept: 'x/y', Authorization: 'Bearer tc_live_key' },
		sendCredentialsOnCrossOriginRedirect: false,
	});
});

test.each([
	['http://api.topcalls.ai', 'http://api.topcalls.ai/v1/calls'],
	['http://10.0.0.1', 'http://10.0.0.1/v1/calls'],
	['https://api.topcalls.ai', 'http://api.topcalls.ai/v1/calls'],
	['https://api.topcalls.ai', 'http://example.com/'],
])('with the Base URL %s, the key is never sent unprotected to %s', (baseUrl, url) => {
	expect(() => authenticate(keyFor(baseUrl), { url })).toThrow(/API key/);
});

test('a path that is added to an unprotected address is unprotected too', () => {
	const request = { url: '/v1/calls', baseURL: 'http://api.topcalls.ai' };

	expect(() => authenticate(keyFor('https://api.topcalls.ai'), request)).toThrow(
		'http://api.topcalls.ai',
	);
});

test('with swapped fields, the refusal does not contain the key', () => {
	const swapped = { apiKey: 'https://api.topcalls.ai', baseUrl: 'tc_live_key' };

	expect(() => authenticate(swapped, { url: 'https://api.topcalls.ai/v1/calls' })).toThrow(
		expect.objectContaining({ message: expect.not.stringContaining('tc_live_key') }),
	);
});

test('the refusal does not contain the key', () => {
	expect(() =>
		authenticate(keyFor('https://api.topcalls.ai'), { url: 'http://example.com' }),
	).toThrow(expect.objectContaining({ message: expect.not.stringContaining('tc_live_key') }));
});

test('n8n’s HTTP Request node has the URL in another field', () => {
	const request = { uri: 'https://api.topcalls.ai/v1/calls' } as never;

	expect(authenticate(keyFor('https://api.topcalls.ai'), request)).toMatchObject({
		uri: 'https://api.topcalls.ai/v1/calls',
		headers: { Authorization: 'Bearer tc_live_key' },
	});
});

test('a redirect to another host does not get the key', () => {
	const request = { url: 'https://api.topcalls.ai/', sendCredentialsOnCrossOriginRedirect: true };

	expect(authenticate(keyFor('https://api.topcalls.ai'), request)).toMatchObject({
		sendCredentialsOnCrossOriginRedirect: false,
	});
});
