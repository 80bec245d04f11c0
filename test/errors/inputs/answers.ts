import type { ErrorCase, Section } from '../case';
import type { FaultAction } from '../../../dev/sandbox';
import { MAKE } from './make';

const POST = { method: 'POST' };
/** Asks for an immediate repeat, so that all attempts take only a moment. */
const AT_ONCE = { 'Retry-After': '0' };

const always = (given: string, action: FaultAction, timesCalled = 0): ErrorCase => ({
	given,
	faults: [{ when: POST, do: action }],
	timesCalled,
});

const status = (code: number, body?: unknown): FaultAction => ({
	status: code,
	body,
	headers: AT_ONCE,
});

const answered = (body: unknown): FaultAction => ({
	status: 201,
	body,
	after: true,
	headers: AT_ONCE,
});

const refusal = (path: unknown, message: string) => ({
	status: 400,
	title: 'Invalid request body',
	errors: [{ path, message }],
});

export const answers: Section = {
	title: 'Answers to Making a Call',
	about:
		'What TopCalls, or something between n8n and TopCalls, answers. Where it says so, the person was called once: the repeats carry the same idempotency key.',
	node: MAKE,
	cases: [
		always('The connection is cut before the request arrives, every time', 'cutBefore'),
		always('The connection is cut after the call was made, every time', 'cutAfter', 1),
		always('Half of the JSON, every time', 'truncated', 1),
		always('An empty answer, every time', 'empty', 1),
		always('A proxy’s web page with 502, every time', 'html', 1),
		always('200 with a web page', { status: 200, body: '<html>Welcome</html>' }),
		always('200 with a text', { status: 200, body: 'OK' }),
		always('204', { status: 204, after: true }, 1),
		always('201 with the ID in an envelope that nobody knows', answered({ it: { id: 'b1' } }), 1),
		always('201 with a list', answered([]), 1),
		always('201 with `null`', answered(null), 1),
		always('201 with a number', answered(7), 1),
		always('201 without a call ID', answered({ status: 'queued' }), 1),
		always('201 with an object for a call ID', answered({ call_id: {} }), 1),
		...[301, 302, 307].map((code) =>
			always(`HTTP ${code}`, { status: code, headers: { location: 'https://x.example/' } }),
		),
		...[400, 402, 403, 404, 405, 406, 409, 410, 411, 413, 415, 418, 422, 451].map((code) =>
			always(`HTTP ${code} without a body`, status(code)),
		),
		...[408, 425, 500, 501, 502, 503, 504, 520, 599].map((code) =>
			always(`HTTP ${code} every time`, status(code)),
		),
		always('HTTP 303 after the call was made', { status: 303, after: true }, 1),
		always('HTTP 401 with a proxy’s page', status(401, '<html>Sign in</html>')),
		always('HTTP 403 with a firewall’s page', status(403, '<html>Blocked</html>')),
		always('HTTP 407', status(407, '<html>Proxy Authentication Required</html>')),
		always('HTTP 504 with a gateway’s page', status(504, '<html>Gateway Timeout</html>')),
		always('200 with `ok: false`', {
			status: 200,
			body: { ok: false, error: 'The line is closed' },
		}),
		always('A detail of five million characters', status(422, { detail: 'x'.repeat(5_000_000) })),
		always(
			'A hundred fields that are wrong',
			status(400, { errors: Array(100).fill({ path: 'voice', message: 'Unknown voice' }) }),
		),
		always('A Content-Encoding that does not fit', {
			status: 201,
			body: { call_id: 'b1' },
			headers: { 'content-encoding': 'gzip' },
		}),
		always('HTTP 401', status(401, { title: 'Unauthorized', detail: 'Invalid API key' })),
		always(
			'HTTP 402 that says how many minutes are left',
			status(402, { title: 'Payment Required', detail: '0 of 500 minutes left' }),
		),
		always('HTTP 429 with a pause of ten minutes', {
			status: 429,
			headers: { 'Retry-After': '600' },
		}),
		always('HTTP 503 with a pause of ten minutes', {
			status: 503,
			headers: { 'Retry-After': '600' },
		}),
		always('HTTP 400 about `voice`', status(400, refusal('voice', 'Unknown voice'))),
		always(
			'HTTP 400 about `max_duration`',
			status(400, refusal(['max_duration'], 'Must be at most 60')),
		),
		always(
			'HTTP 400 about `request_data.name`',
			status(400, refusal(['request_data', 'name'], 'Too long')),
		),
		always('HTTP 400 about a field nobody knows', status(400, refusal('brand_new', 'Required'))),
		always(
			'HTTP 400 with an older body',
			status(400, { detail: 'The number is on a do-not-call list' }),
		),
		always('HTTP 400 with a text', status(400, 'The number is on a do-not-call list')),
		always('HTTP 400 with a web page', status(400, '<html>Bad Request</html>')),
		always('HTTP 400 with odd JSON', status(400, { errors: 'none', title: { a: 1 }, detail: [] })),
		always(
			'HTTP 422 that repeats the API key',
			status(422, { detail: 'Bad key tc_live_sandbox in use' }),
		),
		{ given: 'The number is refused with 400', items: [{ phone: '+14155550015' }] },
		{ given: 'The number is refused with 402', items: [{ phone: '+14155550014' }] },
		{ given: 'The number is refused with 422', items: [{ phone: '+14155550020' }] },
		{ given: 'An API key that is wrong', credential: { apiKey: 'tc_live_wrong' } },
		{
			given: 'An API key with a line break in it',
			credential: { apiKey: 'tc_live_one\ntwo' },
		},
		...[
			'Bearer tc_live_sandbox',
			'"tc_live_sandbox"',
			'TOPCALLS_API_KEY=tc_live_sandbox',
			'https://api.topcalls.ai',
		].map((apiKey) => ({ given: `The API key \`${apiKey}\``, credential: { apiKey } })),
		{
			given: 'An API key with letters that no key has',
			credential: { apiKey: 'tc_live_ключ' },
		},
		{ given: 'The account has no calls left', settings: { quotaCalls: 0 } },
		{ given: 'The key may not place calls', settings: { scopes: ['calls:read'] } },
		{
			given: 'The second of three people is refused',
			items: ['+14155550101', '+14155550020', '+14155550103'].map((phone) => ({ phone })),
			timesCalled: 2,
		},
		{
			given: 'The reply is lost, then the key is no longer good',
			faults: [
				{ when: POST, first: 1, do: 'cutAfter' },
				{ when: POST, do: status(401) },
			],
			timesCalled: 1,
		},
		{
			given: 'A cut connection, then all is well',
			faults: [{ when: POST, first: 1, do: 'cutAfter' }],
			taken: 'the call is made, once',
			timesCalled: 1,
		},
		{
			given: 'A call in an envelope',
			faults: [{ when: POST, do: { status: 201, body: { data: { call: { id: 'b1' } } } } }],
			taken: 'the call is output',
		},
		{
			given: 'A reply that says `error` but brings the call',
			faults: [{ when: POST, do: { status: 201, body: { call_id: 'b1', error: 'none' } } }],
			taken: 'the call is output, with `call_error`',
		},
	],
};
