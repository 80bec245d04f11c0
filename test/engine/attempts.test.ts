import type { IDataObject } from 'n8n-workflow';

import { makeNode } from '../../dev/environment/workflow';
import { fictionalNumbers } from '../../dev/sandbox';
import { useSandbox } from '../support/sandbox';
import { Attempts } from './attempts';

const sandbox = useSandbox({ speed: 0 });

const [ANN] = fictionalNumbers(1) as [string];
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
