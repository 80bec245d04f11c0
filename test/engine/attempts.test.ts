import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { makeNode } from '../../dev/environment/workflow';
import { fictionalNumbers } from '../../dev/sandbox';
import { useSandbox } from '../support/sandbox';
import { Attempts } from './attempts';
import { movableClock } from './movableClock';
import { toolOf } from './toolOf';

const sandbox = useSandbox({ speed: 0 });
const clock = movableClock();

const [ANN, BOB] = fictionalNumbers(2) as [string, string];
const NO_ID = { status: 201, body: {}, after: true };
const RETRIED = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
const CONTINUED = { onError: 'continueRegularOutput' as const };
const NOT_CALLED = /not called|Nothing was sent|obody was called/;
const SKIP = { skipUnsubscribed: true };

const people = (...phones: string[]) => phones.map((phone) => ({ phone }));
const make = (safety: INodeParameters = {}, more: Partial<INode> = {}) =>
	makeNode({ safety, options: { maxConcurrency: 1 } }, { ...RETRIED, ...more });
/** Calling Hours in which it is the last minute now. */
const untilNow = () => ({ callingHours: { hours: clock.hoursThatEndNow('America/New_York') } });
const failLookups = (number?: string) =>
	sandbox.fault({ when: { method: 'GET', path: '/v1/leads', number }, do: { status: 403 } });
const posts = () => sandbox.requests().filter(({ method }) => method === 'POST');

describe('Somebody who may have been called is never said not to have been called', () => {
	test.each([
		['stops', {}],
		['continues', CONTINUED],
	])('when the next attempt cannot look the lead up and the node %s', async (_, more) => {
		sandbox.fault({ when: { method: 'POST' }, first: 1, do: NO_ID });
		const attempts = new Attempts(sandbox);
		const [node, items] = [make(SKIP, more), people(ANN)];
		expect((await attempts.run(node, items)).booked).toEqual(['unknown']);

		failLookups();
		const second = await attempts.run(node, items);
		expect(second.booked).toEqual(['unknown']);
		expect(second.words[0]).toContain('Could not look up');
		expect(second.words[0]).not.toMatch(NOT_CALLED);

		sandbox.clearFaults();
		expect((await attempts.run(node, items)).booked).toEqual(['done']);
		expect(sandbox.placed()).toBe(1);
		expect(new Set(posts().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
	});

	test('when an agent runs the node', async () => {
		sandbox.fault({ when: { method: 'POST' }, first: 1, do: NO_ID });
		sandbox.fault({
			when: { method: 'GET', path: '/v1/leads' },
			first: 1,
			do: { status: 200, body: { data: [] } },
		});
		failLookups();
		const tool = { ...make(SKIP), parameters: { ...make(SKIP).parameters, phoneNumber: ANN } };

		const said = await toolOf(sandbox, tool)({}).catch((error: Error) => error.message);

		expect(said).toContain('may have been made: item 0');
		expect(said).not.toMatch(NOT_CALLED);
	});

	test('when another item cannot be looked up', async () => {
		sandbox.fault({ when: { method: 'POST', number: ANN }, first: 1, do: NO_ID });
		sandbox.fault({ when: { method: 'POST', number: BOB }, first: 1, do: { status: 422 } });
		const attempts = new Attempts(sandbox);
		const items = people(ANN, BOB);
		await attempts.run(make(SKIP), items);

		sandbox.fault({
			when: { method: 'GET', path: '/v1/leads' },
			every: 2,
			do: { status: 400 },
		});
		const second = await attempts.run(make(SKIP), items);

		expect(second.booked[0]).toBe('unknown');
	});

	test('when other items are bad after the user changed the node and clicked Retry', async () => {
		sandbox.fault({ when: { method: 'POST', number: ANN }, first: 1, do: NO_ID });
		sandbox.fault({ when: { method: 'POST', number: BOB }, first: 1, do: { status: 422 } });
		const attempts = new Attempts(sandbox);
		const items = people(ANN, BOB);
		await attempts.run(make(), items);

		const changed = make();
		changed.parameters.task = '';
		const second = await attempts.run(changed, items, { executionId: 'second' });

		expect(second.booked).toEqual(['unknown', 'notDone']);
		expect(second.words[0]).not.toMatch(NOT_CALLED);
	});

	test.each([
		['stops', {}],
		['continues', CONTINUED],
	])('when the credential cannot be used anymore and the node %s', async (_, more) => {
		sandbox.fault({ when: { method: 'POST' }, do: NO_ID });
		const attempts = new Attempts(sandbox);
		const [node, items] = [make({}, more), people(ANN)];
		await attempts.run(node, items);

		const baseUrl = 'ftp://x.example';
		const second = await attempts.run(node, items, { credential: { baseUrl, apiKey: 'x' } });

		expect(second).toMatchObject({ booked: ['unknown'], hasFailed: true });
		expect(second.words[0]).not.toMatch(NOT_CALLED);
	});

	test('when TopCalls says by now that the lead is unsubscribed', async () => {
		sandbox.fault({ when: { method: 'POST' }, do: NO_ID });
		const attempts = new Attempts(sandbox);
		await attempts.run(make(SKIP), people(ANN));

		const body = { data: [{ phone_number: ANN, status: 'Unsubscribed' }] };
		sandbox.fault({ when: { method: 'GET' }, do: { status: 200, body } });
		expect((await attempts.run(make(SKIP), people(ANN))).booked).toEqual(['unknown']);
		expect(posts()).toHaveLength(1);
	});

	test('when a call that a key of the user brought back cannot be read', async () => {
		const node = makeNode({ options: { idempotencyKey: 'one-key-for-all' } }, RETRIED);
		sandbox.fault({ when: { method: 'GET' }, do: { status: 404, body: '<html>' } });
		const { booked } = await new Attempts(sandbox).run(node, people(ANN));
		expect(booked).toEqual(['unknown']);
	});

	test('when the key turns out to be used for another number', async () => {
		const attempts = new Attempts(sandbox);
		const node = makeNode({ options: { idempotencyKey: 'one-key-for-all' } }, RETRIED);
		sandbox.fault({ when: { method: 'POST' }, first: 1, do: { ...NO_ID, after: false } });
		expect((await attempts.run(node, people(ANN))).booked).toEqual(['unknown']);
		await new Attempts(sandbox).run(node, people(BOB));

		const second = await attempts.run(node, people(ANN));
		expect(second.booked).toEqual(['unknown']);
		expect(second.words[0]).toContain('already used for another number');
		expect(second.words[0]).not.toMatch(NOT_CALLED);
	});
});

describe('When Calling Hours end', () => {
	test('before the turn of a call that may have been made, it does not leave by Later', async () => {
		sandbox.fault({ when: { method: 'POST' }, first: 1, do: NO_ID });
		const node = make({ ...untilNow(), ...SKIP });
		const attempts = new Attempts(sandbox);
		await attempts.run(node, people(ANN));

		// After the guard has looked at the clock.
		clock.passWhen(() => sandbox.requests().length >= 3);
		const second = await attempts.run(node, people(ANN));

		expect(second).toMatchObject({ booked: ['unknown'], later: [] });
		expect(second.words[0]).toContain('may not be called now');
		expect(posts()).toHaveLength(1);
	});

	test.each([
		['may have been made', { status: 503, after: true }, 'unknown'],
		['may have been made, or not', { status: 503 }, 'unknown'],
		['was certainly not made', { status: 429 }, 'later'],
	])('a request whose call %s is not repeated', async (_, answer, booked) => {
		sandbox.fault({
			when: { method: 'POST' },
			first: 1,
			do: { ...answer, headers: { 'Retry-After': '0' } },
		});
		clock.passWhen(() => posts().length > 0);
		const said = await new Attempts(sandbox).run(make(untilNow()), people(ANN));

		expect(said.booked).toEqual([booked]);
		expect(posts()).toHaveLength(1);
	});
});

describe('A server that compares bodies says in many ways that a key was used: the call may have been made', () => {
	test.each<[number, IDataObject | string]>([
		[409, {}],
		[422, { type: 'https://x.example/errors/idempotency_key_reused', detail: 'It differs' }],
		[422, { error: { code: 'idempotency_conflict', message: 'Another body' } }],
		[422, { error: { type: 'idempotency_error', message: 'Another body' } }],
		[400, { title: 'Idempotency key reused with a different body' }],
		[400, { code: 'IDEMPOTENCY_MISMATCH' }],
		[422, { errors: [{ path: ['headers', 'Idempotency-Key'], message: 'Not the same' }] }],
		[422, { errors: [{ path: 'x', code: 'idempotency_key_in_use' }] }],
		[422, { errors: { idempotency_key: ['has been taken'] } }],
		[422, { detail: 'This key was already used for another request' }],
		[422, { message: 'Key was used with another body' }],
		[412, { code: 'key_reused' }],
		[400, 'Idempotency-Key reused'],
		[200, { ok: false, code: 'idempotency_conflict' }],
	])('%d %j', async (status, body) => {
		sandbox.fault({ when: { method: 'POST' }, do: { status, body, after: true } });
		const { booked, words } = await new Attempts(sandbox).run(make(), people(ANN));

		expect(booked).toEqual(['unknown']);
		expect(words[0]).toContain('another request with the same idempotency key');
	});

	test.each<[number, IDataObject]>([
		[400, { title: 'Invalid request body', errors: [{ path: 'voice', message: 'Unknown' }] }],
		[422, { detail: 'Unrecognized key(s) in object: tone' }],
		[401, { detail: 'This key was used in another region' }],
		[403, { detail: 'API key used up' }],
	])('but not by %d %j: nobody was called', async (status, body) => {
		sandbox.fault({ when: { method: 'POST' }, do: { status, body } });
		const { booked } = await new Attempts(sandbox).run(make(), people(ANN));

		expect(booked).toEqual(['notDone']);
	});
});

describe('A web page in place of an answer', () => {
	const answered = async (status: number, phones = [ANN, BOB]) => {
		const body = '<html>Blocked</html>';
		sandbox.fault({ when: { method: 'POST' }, do: { status, body, after: true } });
		return (await new Attempts(sandbox).run(make(), people(...phones))).booked;
	};

	test.each([400, 403, 405, 406, 409, 410, 418, 422, 451, 499])(
		'with %d may hide a call that was made, and stops no other',
		async (status) => {
			expect(await answered(status)).toEqual(['unknown', 'unknown']);
		},
	);

	test('with 404 may hide one too; the others are not sent to a Base URL that leads elsewhere', async () => {
		const booked = await answered(404, fictionalNumbers(5));
		expect(booked).toEqual(expect.arrayContaining(['unknown', 'notDone']));
		expect(booked.filter((each) => each === 'unknown')).toHaveLength(sandbox.placed());
	});

	test.each([401, 407, 413, 414, 421, 431])(
		'with %d means that the request was not passed on',
		async (status) => {
			sandbox.fault({ when: { method: 'POST' }, do: { status, body: '<html>Sign in</html>' } });
			const { booked } = await new Attempts(sandbox).run(make(), people(ANN, BOB));
			expect(booked).toEqual(['notDone', 'notDone']);
		},
	);
});
