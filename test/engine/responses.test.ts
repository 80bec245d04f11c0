import { gzipSync } from 'node:zlib';

import { readCall } from '../../nodes/shared/call/requests';
import { TopCallsError } from '../../nodes/shared/errors/TopCallsError';
import { API_KEY, oddServer, realClient, type OddServer } from './realClient';
import { SELF_SIGNED } from './selfSigned';

let server: OddServer | undefined;

afterEach(async () => {
	await server?.stop();
	server = undefined;
});

type Reply = Parameters<typeof oddServer>[0];

/** Makes a call against a server that answers like this. */
async function make(reply: Reply, key: string | undefined = 'key-12345678') {
	server = await oddServer(reply);
	return await send(server.url, key);
}

async function send(url: string, idempotencyKey?: string, cancel?: AbortSignal) {
	const request = { method: 'POST' as const, path: '/v1/calls', body: {}, idempotencyKey };
	return await realClient(url, { cancel })
		.request(request, 0, readCall)
		.catch((error: unknown) => error as TopCallsError);
}

const json =
	(status: number, body: unknown): Reply =>
	(response) =>
		response
			.writeHead(status, { 'content-type': 'application/json' })
			.end(typeof body === 'string' ? body : JSON.stringify(body));

const raw =
	(...pieces: Array<string | Buffer>): Reply =>
	(_, socket) => {
		for (const piece of pieces) socket.write(piece);
		socket.end();
	};

const page =
	(status: number, headers: Record<string, string> = {}): Reply =>
	(response) =>
		response
			.writeHead(status, { 'content-type': 'text/html', ...headers })
			.end('<!doctype html><title>Blocked</title>');

const SWITCH = 'HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n';
const GZIP = gzipSync(JSON.stringify({ call_id: 'c'.repeat(200) }));
const GZIP_HEAD = `HTTP/1.1 201 Created\r\nContent-Encoding: gzip\r\nContent-Length: `;

describe('after sending, an unknown result may mean that the call was made', () => {
	test.each<[what: string, reply: Reply]>([
		['a Content-Encoding that does not fit', raw(`${GZIP_HEAD}5\r\n\r\nhello`)],
		['gzip that is cut off', raw(`${GZIP_HEAD}20\r\n\r\n`, GZIP.subarray(0, 20))],
		['bytes that are no HTTP', raw('garbage\r\n\r\n')],
		['half an answer', raw('HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{"call')],
		['a connection that is cut', (_, socket) => void socket.destroy()],
		['a switch to another protocol', (_, socket) => void socket.write(SWITCH)],
		['an answer that never ends', drip],
	])('%s: reported, repeated with the same key, and does not stop the others', async (_, reply) => {
		const error = await make(reply);

		expect(error).toBeInstanceOf(TopCallsError);
		expect(error).toMatchObject({ isResultUnknown: true, isAccountWide: false });
		expect(server?.requests.map(({ key }) => key)).toEqual(['key-12345678', 'key-12345678']);
	});

	test('a switch to another protocol that ends at once', async () => {
		expect(await make(raw(SWITCH))).toMatchObject({ isResultUnknown: true });
	});

	test.each([301, 302, 303, 307, 308])('a redirect with %d', async (status) => {
		const error = await make((response) =>
			response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end(),
		);

		expect(error).toMatchObject({ status, isResultUnknown: true, isAccountWide: false });
		expect(server?.requests).toHaveLength(1);
	});

	test('without an Idempotency-Key nothing is sent twice', async () => {
		const error = await make((_, socket) => void socket.destroy(), '');

		expect(error).toMatchObject({ kind: 'lost', isResultUnknown: true });
		expect(server?.requests).toHaveLength(1);
	});

	test('canceling while a request is in flight', async () => {
		const cancel = new AbortController();
		server = await oddServer(() => cancel.abort());

		const error = await send(server.url, 'key-12345678', cancel.signal);

		expect(error).toMatchObject({ kind: 'canceled', isResultUnknown: true });
		expect(server.requests).toHaveLength(1);
	});
});

/** A byte now and then, as long as somebody listens. */
function drip(...[response]: Parameters<Reply>): void {
	response.writeHead(201, { 'content-length': '1000' });
	const timer = setInterval(() => response.write(' '), 50);
	response.once('close', () => clearInterval(timer));
}

describe('a request that certainly never left counts as not sent', () => {
	test('if nothing listens there', async () => {
		const gone = await oddServer(() => undefined);
		await gone.stop();

		expect(await send(gone.url, 'key-12345678')).toMatchObject({
			kind: 'unreachable',
			isResultUnknown: false,
			isAccountWide: true,
		});
	});

	test('if the certificate is not trusted, with a hint', async () => {
		server = await oddServer(json(201, { call_id: 'c1' }), SELF_SIGNED);

		const error = (await send(server.url, 'key-12345678')) as TopCallsError;

		expect(error).toMatchObject({ kind: 'untrusted', isResultUnknown: false });
		expect(error.message).toContain('certificate');
		expect(error.hint).toContain('NODE_EXTRA_CA_CERTS');
		expect(server.requests).toEqual([]);
	});
});

test('https to a server that speaks http is reported in words', async () => {
	server = await oddServer(json(201, { call_id: 'c1' }));

	const error = (await send(
		server.url.replace('http:', 'https:'),
		'key-12345678',
	)) as TopCallsError;

	expect(error.message).toBe(
		'The encrypted connection to TopCalls was lost before an answer arrived',
	);
	expect(error.hint).toMatch(/https.*NODE_EXTRA_CA_CERTS/);
	expect(`${error.message} ${error.hint}`).not.toMatch(/SSL|openssl/i);
});

describe('a request with a complete successful answer is not repeated', () => {
	test.each<[form: string, body: unknown]>([
		['bare', { call_id: 'c1' }],
		['in data', { data: { call_id: 'c1' } }],
		['in call', { call: { id: 'c1' } }],
		['in both', { data: { call: { id: 'c1' } } }],
		['in a list of one', [{ call_id: 'c1' }]],
		['in a list of one in data', { data: [{ call_id: 'c1' }] }],
	])('a call %s is read', async (_, body) => {
		expect(await make(json(201, body))).toMatchObject({ call_id: 'c1' });
		expect(server?.requests).toHaveLength(1);
	});

	test.each<[what: string, status: number, body: unknown]>([
		['204', 204, ''],
		['an object without an ID', 201, { status: 'queued' }],
		['an empty list', 201, []],
		['several calls', 201, [{ call_id: 'a1' }, { call_id: 'b2' }]],
		['a text', 202, '"accepted"'],
	])('%s does not say which call it is', async (_, status, body) => {
		const error = await make(json(status, body));

		expect(error).toMatchObject({ kind: 'unexpected', isResultUnknown: true });
		expect(server?.requests).toHaveLength(1);
	});

	test('a refusal with a success status is a refusal', async () => {
		const error = (await make(json(200, { ok: false, error: 'Line closed' }))) as TopCallsError;

		expect(error).toMatchObject({ kind: 'http', isResultUnknown: false });
		expect(error.message).toContain('Line closed');
		expect(server?.requests).toHaveLength(1);
	});
});

describe('the error says who answered', () => {
	test.each<[what: string, reply: Reply, message: string, forAll: boolean]>([
		['a firewall’s page', page(403), 'blocked the request (HTTP 403)', false],
		['a proxy’s page', page(401), 'asks for a login (HTTP 401)', true],
		['a login by name', page(401, { 'www-authenticate': 'Basic' }), 'asks for a login', true],
		['a proxy that wants a login', page(407), 'asks for a login (HTTP 407)', true],
		['a gateway’s page', page(504), 'answered instead of TopCalls (HTTP 504)', false],
		['a captive portal', page(200), 'answered with a web page', false],
	])(
		'%s is not mistaken for TopCalls, nor blamed on the key',
		async (_, reply, message, forAll) => {
			const error = (await make(reply)) as TopCallsError;

			expect(error.message).toContain(message);
			expect(error.isForeign).toBe(true);
			expect(error.isAccountWide).toBe(forAll);
			expect(`${error.message} ${error.hint}`).not.toMatch(/accept the API key|scope|paste/);
		},
	);

	test.each([401, 403])(
		'a problem of TopCalls with %d is shown in its own words',
		async (status) => {
			const error = (await make(json(status, { title: 'No', status }))) as TopCallsError;

			expect(error).toMatchObject({ isForeign: false, isAccountWide: true });
			expect(error.message).toContain('API key');
		},
	);
});

test('an ID is used as it is written, and encoded in a path', async () => {
	server = await oddServer((response, _, count) =>
		json(200, count === 1 ? '{"call_id":90071992547409931234}' : { id: 'a/b?c' })(
			response,
			response.socket!,
			count,
		),
	);
	const client = realClient(server.url);

	const made = await client.request({ method: 'POST', path: '/v1/calls', body: {} }, 0, readCall);
	expect(made.call_id).toBe('90071992547409931234');
});

test('no secret of an answer is output, at any depth', async () => {
	const url = 'https://n8n.example.com/webhook-waiting/7/x?signature=s3cr3t&topcalls_token=t0ken';
	const call = {
		call_id: 'c1',
		metadata: { deep: [{ [API_KEY]: `Bearer ${API_KEY}` }, { webhook_url: url }] },
		recording_url: 'https://files.example.com/1?signature=needed',
	};
	const escaped = JSON.stringify(call).replace(/&/g, '\\u0026').replace(/_live/g, '\\u005flive');

	for (const body of [call, escaped]) {
		const made = JSON.stringify(await make(json(201, body)));
		await server?.stop();

		expect(made).toContain('signature=needed');
		expect(made).not.toMatch(new RegExp(`${API_KEY}|s3cr3t|t0ken`));
	}
});

test('a problem of millions of characters becomes a short message', async () => {
	const long = 'x'.repeat(5_000_000);
	const errors = Array.from({ length: 1_000 }, () => ({
		path: long.slice(0, 900),
		message: long.slice(0, 5_000),
	}));
	const error = (await make(json(422, { title: long, detail: long, errors }))) as TopCallsError;

	expect(error.message.length).toBeLessThan(300);
	expect(JSON.stringify(error.problem).length).toBeLessThan(3_000);
});

test('429 with Retry-After: 0 is repeated with growing pauses', async () => {
	const sentAt: number[] = [];
	const reply: Reply = (response, _, count) => {
		sentAt.push(count);
		response.writeHead(count < 5 ? 429 : 201, { 'retry-after': '0' }).end('{"call_id":"c1"}');
	};

	expect(await make(reply)).toMatchObject({ call_id: 'c1' });
	expect(sentAt).toHaveLength(5);
});
