import type { IDataObject } from 'n8n-workflow';

import { makeNode } from '../../dev/environment/workflow';
import { fictionalNumbers } from '../../dev/sandbox';
import { useSandbox } from '../support/sandbox';
import { Attempts } from './attempts';

const sandbox = useSandbox({ speed: 0 });

const [ANN, BOB] = fictionalNumbers(2) as [string, string];
const people = (...phones: string[]) => phones.map((phone) => ({ phone }));
const make = () => makeNode({ options: { maxConcurrency: 1 } });

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

	test.each([401, 407, 413])('with %d means that the request was not passed on', async (status) => {
		sandbox.fault({ when: { method: 'POST' }, do: { status, body: '<html>Sign in</html>' } });
		const { booked } = await new Attempts(sandbox).run(make(), people(ANN, BOB));
		expect(booked).toEqual(['notDone', 'notDone']);
	});
});
