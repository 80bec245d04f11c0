import { ExecuteContext } from 'n8n-core';
import dns from 'node:dns';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { openDownload } from '../../nodes/shared/client/download/openDownload';
import { guardOf } from '../../nodes/shared/client/download/addressGuard';
import type { RequestContext } from '../../nodes/shared/client/transport';
import { recordingIn } from '../../dev/sandbox/recording';
import { additionalDataFor } from './runWorkflow';
import { topCallsNode } from '../../dev/environment/workflow';
import { workflowOfNode } from './workflowOfNode';

const TOPCALLS = 'https://api.topcalls.ai';
const WAV = recordingIn('wav').bytes;

/** A server on this computer that answers every request. */
let asked: string[] = [];
let answer: (response: ServerResponse) => void;
const server = http.createServer((request, response) => {
	asked.push(request.url ?? '');
	answer(response);
});
let port: number;

beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
	asked = [];
	answer = (response) => response.end(WAV);
});
afterEach(() => {
	delete process.env.HTTP_PROXY;
	jest.restoreAllMocks();
});

/** The helpers of an n8n that runs a node. */
function contextOfNode(): RequestContext {
	const node = topCallsNode({});
	const workflow = workflowOfNode(node);
	const additionalData = additionalDataFor({ apiKey: 'tc_live_x', baseUrl: TOPCALLS });
	const run = { resultData: { runData: {} } } as never;
	const none = { data: {}, node, source: null };
	return new ExecuteContext(
		workflow,
		node,
		additionalData,
		'trigger',
		run,
		0,
		[],
		{},
		none,
		[],
	) as unknown as RequestContext;
}

const open = async (link: string, baseUrl = TOPCALLS) =>
	await openDownload(contextOfNode(), link, {
		baseUrl,
		timeoutMs: 5_000,
		abort: new AbortController(),
		onBytes: async () => undefined,
	});

/** The addresses of names, in place of a DNS server. */
const nameServer = (addresses: string[]) =>
	jest
		.spyOn(dns.promises, 'lookup')
		.mockResolvedValue(
			addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })) as never,
		);

test.each([
	'http://127.0.0.1:PORT/',
	'http://localhost:PORT/',
	'http://localhost.:PORT/',
	'http://2130706433:PORT/',
	'http://0177.0.0.1:PORT/',
	'http://0x7f.1:PORT/',
	'http://127.1:PORT/',
	'http://0.0.0.0:PORT/',
	'http://[::1]:PORT/',
	'http://[::]:PORT/',
	'http://[::ffff:127.0.0.1]:PORT/',
	'http://[::ffff:7f00:1]:PORT/',
	'http://[::127.0.0.1]:PORT/',
	'http://[64:ff9b::127.0.0.1]/',
	'http://[64:ff9b:1::a00:1]/',
	'http://[2002:7f00:1::]/',
	'http://[fd00::1]/',
	'http://[fe80::1]/',
	'http://[fec0::1]/',
	'http://10.0.0.1/',
	'http://100.64.0.1/',
	'http://169.254.169.254/latest/meta-data/',
	'http://192.0.0.192/',
	'http://198.18.0.1/',
	'http://255.255.255.255/',
	'http://metadata.google.internal/',
	'http://minio:PORT/',
])('a recording at the internal address %s is not fetched', async (link) => {
	await expect(open(link.replace('PORT', String(port)))).rejects.toThrow(
		/^The recording’s address leads to .+, which is not a public host$/,
	);
	expect(asked).toEqual([]);
});

test.each([
	['127.0.0.1'],
	['10.1.2.3'],
	['100.64.0.1'],
	['::1'],
	['fd12::1'],
	['::ffff:192.168.0.1'],
	['64:ff9b::a00:1'],
	['93.184.216.34', '127.0.0.1'],
])('a recording at a name that resolves to %s is not fetched', async (...addresses) => {
	nameServer(addresses);

	await expect(open(`http://files.example.com:${port}/`)).rejects.toThrow('not a public host');
	expect(asked).toEqual([]);
});

test('a redirect from a public host to an internal address is not followed', async () => {
	process.env.HTTP_PROXY = `http://127.0.0.1:${port}`;
	answer = (response) =>
		response.writeHead(302, { location: `http://127.0.0.1:${port}/internal` }).end();

	await expect(open('http://store.example.com/talk')).rejects.toThrow('leads to 127.0.0.1');
	expect(asked).toEqual(['http://store.example.com/talk']);
});

test('through a proxy, which resolves the names, the recording of a public host is fetched', async () => {
	process.env.HTTP_PROXY = `http://127.0.0.1:${port}`;
	const { mimeType } = await open('http://store.example.com/talk');

	expect(mimeType).toBe('audio/wav');
	expect(asked).toEqual(['http://store.example.com/talk']);
});

test('an API at an internal address may link to another internal one', async () => {
	const { mimeType } = await open(`http://127.0.0.1:${port}/`, 'http://localhost:1');

	expect(mimeType).toBe('audio/wav');
});

test('if n8n shows the connection of an answer, its address counts, whatever the name resolved to before', async () => {
	const guard = guardOf(contextOfNode(), new URL(TOPCALLS));
	const reply = await new Promise<IncomingMessage>((resolve) =>
		http.get(`http://127.0.0.1:${port}/`, resolve),
	);

	expect(guard.allowsConnection(new URL(`http://files.example.com:${port}/`), reply)).toBe(false);
	// A proxy is on a port of its own.
	expect(guard.allowsConnection(new URL('http://files.example.com/'), reply)).toBe(true);
	expect(guard.allowsConnection(new URL(`${TOPCALLS}:${port}/`), reply)).toBe(true);
	reply.destroy();
});

test.each([
	['is refused', 403],
	['is a web page', 200],
])('an answer that %s is not read to its end', async (_, status) => {
	const hungUp = new Promise<void>((resolve) => {
		answer = (response) => {
			response.writeHead(status, { 'content-type': 'text/html' });
			response.write('<!DOCTYPE html>'.padEnd(100));
			response.on('close', resolve);
		};
	});

	await expect(open(`http://127.0.0.1:${port}/`, 'http://localhost:1')).rejects.toThrow();
	await hungUp;
});

test('a file store that stops in the middle does not block the node', async () => {
	answer = (response) => {
		response.writeHead(200, { 'content-length': WAV.length });
		response.write(WAV.subarray(0, 1_000));
	};
	const abort = new AbortController();
	const { stream } = await openDownload(contextOfNode(), `http://127.0.0.1:${port}/`, {
		baseUrl: 'http://localhost:1',
		timeoutMs: 100,
		abort,
		onBytes: async () => undefined,
	});

	await expect(stream.toArray()).rejects.toThrow();
	expect(abort.signal.reason).toMatchObject({
		kind: 'lost',
		message: 'The connection to 127.0.0.1 was lost before the whole recording arrived',
	});
});
