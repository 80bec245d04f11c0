import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { CredentialTestContext } from 'n8n-core';

import { TopCalls } from '../../nodes/TopCalls/TopCalls.node';
import { startSandbox } from '../../dev/sandbox';
import { useSandbox } from '../support/sandbox';

const sandbox = useSandbox({ speed: 0 });

/** Clicks Test in the credential. */
async function press(data: { apiKey?: string; baseUrl?: string } = {}) {
	const credential = { apiKey: sandbox.apiKey, baseUrl: sandbox.url, ...data };
	return await new TopCalls().methods.credentialTest.topCallsApiTest.call(
		new CredentialTestContext(),
		{ id: '1', name: 'TopCalls', type: 'topCallsApi', data: credential },
	);
}

/** Clicks Test while another web server answers at the Base URL. */
async function pressAgainst(status: number, headers: Record<string, string>, body: string) {
	const server = http.createServer((_, response) => response.writeHead(status, headers).end(body));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	try {
		return { ...(await press({ baseUrl })), baseUrl };
	} finally {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
}

const failed = (message: unknown) => ({ status: 'Error', message });

test('a good key is accepted, and the test places no call', async () => {
	expect(await press()).toMatchObject({ status: 'OK' });
	expect(sandbox.requests().map(({ route, status }) => `${route} ${status}`)).toEqual([
		'GET /v1/calls 200',
	]);
});

test('a Base URL with /v1 and a key with spaces around it are accepted too', async () => {
	const pasted = { baseUrl: `${sandbox.url}/v1/`, apiKey: ` ${sandbox.apiKey}\n` };

	expect(await press(pasted)).toMatchObject({ status: 'OK' });
});

test('a wrong key is reported, and not repeated in the message', async () => {
	const result = await press({ apiKey: 'tc_live_wrong' });

	expect(result).toEqual(failed(expect.stringMatching(/^TopCalls does not accept the API key\. /)));
	expect(result.message).not.toContain('tc_live_wrong');
});

test('a key that the server repeats in its answer is not shown', async () => {
	const problem = JSON.stringify({ detail: `No such account: ${sandbox.apiKey}` });

	const { message } = await pressAgainst(422, { 'content-type': 'application/json' }, problem);

	expect(message).toContain('No such account: [API key]');
});

test('an empty key is reported as empty', async () => {
	expect(await press({ apiKey: ' ' })).toEqual(
		failed('The API Key is empty. Paste it from your TopCalls account settings.'),
	);
	expect(sandbox.requests()).toEqual([]);
});

test('a missing scope of the key is named', async () => {
	sandbox.configure({ scopes: ['calls:write'] });

	expect(await press()).toEqual(
		failed('TopCalls knows the API key, but it may not read calls: give it the scope calls:read.'),
	);
});

test.each<[what: string, status: number, headers: Record<string, string>, body: string]>([
	['another API', 200, { 'content-type': 'application/json' }, '{"hello":"there"}'],
	['nothing', 204, {}, ''],
	['not found', 404, { 'content-type': 'text/html' }, '<html>Not Found</html>'],
])(
	'a server that answers with %s is not mistaken for TopCalls',
	async (_, status, headers, body) => {
		const { baseUrl, ...result } = await pressAgainst(status, headers, body);

		expect(result).toEqual(
			failed(`${baseUrl} answers, but not like the TopCalls API: check the Base URL.`),
		);
	},
);

test('a Base URL that redirects is reported as such', async () => {
	const result = await pressAgainst(302, { location: 'https://x.example/' }, '');

	expect(result).toMatchObject(
		failed(
			'The Base URL leads to a redirect, not to the TopCalls API. Set the Base URL of the credential to https://api.topcalls.ai.',
		),
	);
});

test('an internal error of TopCalls is not blamed on the key', async () => {
	sandbox.fault({ do: { status: 503 } });

	expect(await press()).toEqual(
		failed(expect.stringMatching(/^TopCalls is temporarily unavailable \(HTTP 503\)\. /)),
	);
});

test('if nothing listens there, the message says to check the Base URL', async () => {
	const gone = await startSandbox();
	await gone.stop();

	expect(await press({ baseUrl: gone.url })).toEqual(
		failed(`${gone.url} could not be reached: check the Base URL and the network of your n8n.`),
	);
});

test('a connection that is cut is reported, not thrown', async () => {
	sandbox.fault({ do: 'cutBefore' });

	expect(await press()).toEqual(failed(expect.stringContaining('could not be reached')));
});

test('over plain http to another computer no request is made', async () => {
	// Reaches the sandbox, but is not the loopback address.
	const baseUrl = sandbox.url.replace('127.0.0.1', '0.0.0.0');

	expect(await press({ baseUrl })).toEqual(
		failed(expect.stringContaining('uses http, which would send the API key unprotected')),
	);
	expect(sandbox.requests()).toEqual([]);
});

test.each([
	['http://api.topcalls.ai', 'would send the API key unprotected: use https'],
	['api.topcalls.ai', 'is not a URL'],
	['', 'The Base URL is empty'],
	['tc_live_abc123', 'The Base URL contains an API key'],
])('the key is not sent to a Base URL that cannot be used: %j', async (baseUrl, reason) => {
	expect(await press({ baseUrl })).toEqual(failed(expect.stringContaining(reason)));
});
