import type { FaultAction, Sandbox } from '../../../dev/sandbox';
import type { ErrorCase, Section } from '../case';

const LIFE_OF_A_CALL = 10 * 60_000;
const AT_ONCE = { 'Retry-After': '0' };

/** A call that somebody else placed before, in this state. */
export const placed = (phone: string, milliseconds: number) => async (sandbox: Sandbox) => {
	const headers = { Authorization: `Bearer ${sandbox.apiKey}`, 'Content-Type': 'application/json' };
	const body = JSON.stringify({ phone_number: phone, task: 'Say hello to them, please.' });
	await fetch(`${sandbox.url}/v1/calls`, { method: 'POST', headers, body });
	sandbox.advance(milliseconds);
};

const of = (operation: string, resource = 'call') => ({ resource, operation });

const when = (
	given: string,
	operation: string,
	action: FaultAction,
	resource?: string,
): ErrorCase => ({
	given: `${given}, in ${operation}`,
	parameters: of(operation, resource),
	faults: [{ do: action }],
});

const says = (body: unknown): FaultAction => ({ status: 200, body, headers: AT_ONCE });
const status = (code: number): FaultAction => ({ status: code, headers: AT_ONCE });

export const lookups: Section = {
	title: 'Looking Up, Canceling and Stopping',
	about: 'Of *Get*, *Get Many*, *Cancel*, *Stop* and *List*.',
	node: { ...of('get'), callId: '={{ $json.callId }}', returnAll: true },
	cases: [
		...['get', 'cancel', 'stop', 'downloadRecording'].map((operation) => ({
			given: `The ID of a call that TopCalls does not know, in ${operation}`,
			parameters: of(operation),
		})),
		{
			given: 'A call that has already started, in cancel',
			parameters: of('cancel'),
			before: placed('+14155550101', 4_000),
		},
		{
			given: 'A call that has ended, in stop',
			parameters: of('stop'),
			before: placed('+14155550101', LIFE_OF_A_CALL),
		},
		when('The connection is cut, every time', 'get', 'cutBefore'),
		when('The connection is cut, every time', 'stop', 'cutAfter'),
		...['get', 'getMany'].flatMap((operation) => [
			when('200 with a web page', operation, {
				...(says('<html>Welcome</html>') as object),
			} as FaultAction),
			when('200 with `null`', operation, says(null)),
			when('200 with a text', operation, says('"text"')),
			when('200 with an empty object', operation, says({})),
			when('HTTP 500 every time', operation, status(500)),
			when('HTTP 403', operation, status(403)),
		]),
		{
			given: 'Outcome `unheard-of`, in getMany',
			parameters: { ...of('getMany'), filters: { callStatus: 'unheard-of' } },
			field: 'Outcome',
		},
		when('200 with calls that have no ID', 'getMany', says({ data: [{ status: 'completed' }] })),
		when('200 with a list of texts', 'getMany', says({ data: ['a', 'b'] })),
		when('200 with `data` that is no list', 'getMany', says({ data: 7 })),
		when('HTTP 401', 'getMany', status(401)),
		when('200 without a list', 'list', says({ hello: 'there' }), 'voice'),
		when('200 with a text', 'list', says('"text"'), 'voice'),
		when('200 with `null`', 'list', says(null), 'model'),
		when('HTTP 404', 'list', status(404), 'model'),
		when('HTTP 401', 'list', status(401), 'voice'),
		{
			given: '200 with an empty list, in list',
			parameters: of('list', 'voice'),
			faults: [{ do: says([]) }],
			taken: 'no items are output',
		},
		{
			given: 'Canceled although the answer is empty, in cancel',
			parameters: of('cancel'),
			before: placed('+14155550101', 0),
			faults: [{ when: { method: 'POST' }, first: 1, do: 'empty' }],
			taken: 'the call is canceled',
		},
	],
};

const FILE = { path: '/recordings/**' };

const file = (given: string, action: FaultAction, isFinal = false): ErrorCase => ({
	given,
	isFinal,
	before: placed('+14155550101', LIFE_OF_A_CALL),
	faults: [{ when: FILE, do: action }],
});

const talk = (given: string, recording_url: unknown): ErrorCase => ({
	given,
	faults: [
		{
			when: { path: '/v1/calls/*' },
			do: says({ call_id: 'b1', status: 'completed', completed: true, recording_url }),
		},
	],
});

export const recordings: Section = {
	title: 'Recordings',
	about: 'Of *Download Recording*.',
	node: { ...of('downloadRecording'), callId: '={{ $json.callId }}' },
	cases: [
		{ given: 'A call that is still queued', before: placed('+14155550101', 0) },
		{ given: 'A call that was busy', before: placed('+14155550002', LIFE_OF_A_CALL) },
		{
			given: 'A call that has just ended',
			before: async (sandbox) => {
				await placed('+14155550101', 4_000)(sandbox);
				sandbox.finish(sandbox.calls()[0]?.id ?? '');
			},
		},
		...[301, 401, 403, 404, 410, 416, 500].map((code) =>
			file(`HTTP ${code} instead of the file`, status(code), code === 404 || code === 410),
		),
		file('HTTP 429 instead of the file, with a pause of ten minutes', {
			status: 429,
			headers: { 'retry-after': '600' },
		}),
		file('A web page instead of the file', {
			status: 200,
			headers: { 'content-type': 'text/html' },
			body: '<!DOCTYPE html><html><title>Sign in</title></html>',
		}),
		file('HTTP 200 without a file', { status: 200 }),
		file('HTTP 206, a part of the file', { status: 206, body: 'RIFF' }),
		file('The connection is cut', 'cutBefore'),
		file('A redirect without end', {
			status: 302,
			headers: { location: '/recordings/1/2/3/4/mp3' },
		}),
		file('A redirect to a file on disk', {
			status: 302,
			headers: { location: 'file:///etc/passwd' },
		}),
		talk('An address that is no URL', 'http://'),
		talk('An address on disk', 'file:///etc/passwd'),
		talk('An address that is an object', { url: 'x' }),
		talk('An empty address', ''),
	],
};
