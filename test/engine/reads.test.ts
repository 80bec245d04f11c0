import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { fictionalNumbers, type SandboxSettings } from '../../dev/sandbox';
import { MODELS, VOICES } from '../../dev/sandbox/http/catalog';
import { locator } from './leadNode';
import { runNode } from './runNode';
import { useSandbox } from '../support/sandbox';
import { makeNode, topCallsNode } from '../../dev/environment/workflow';

const LIFE_OF_A_CALL = 10 * 60_000;

const sandbox = useSandbox({ speed: 0 });

/** Places calls and returns their IDs. */
async function place(...phones: string[]): Promise<string[]> {
	const { itemsOf } = await runNode(
		sandbox,
		makeNode(),
		phones.map((phone) => ({ phone })),
	);
	return itemsOf('TopCalls').map(({ json }) => json.call_id as string);
}

async function placeOne(phone = '+14155551234'): Promise<string> {
	return (await place(phone))[0] as string;
}

const onCall = async (
	operation: string,
	callId: string | INodeParameters,
	more: INodeParameters = {},
) => await runNode(sandbox, topCallsNode({ resource: 'call', operation, callId, ...more }));

const getMany = async (parameters: INodeParameters) =>
	await runNode(sandbox, topCallsNode({ resource: 'call', operation: 'getMany', ...parameters }));

const jsonOf = (result: Awaited<ReturnType<typeof runNode>>): IDataObject[] =>
	result.itemsOf('TopCalls').map(({ json }) => json);

describe('Get', () => {
	test('outputs the result of a call, ready for a CRM', async () => {
		const id = await placeOne();
		sandbox.advance(LIFE_OF_A_CALL);
		const [call] = jsonOf(await onCall('get', id)) as [IDataObject];

		expect(call).toMatchObject({
			call_id: id,
			outcome: 'completed',
			status: 'completed',
			phone_number: '+14155551234',
		});
		expect(call.transcript_text).toMatch(/^AI: .+\nPerson: /);
		expect(call).not.toHaveProperty('transcript');
		expect(call).not.toHaveProperty('metadata');
	});

	test('without Simplify outputs everything that TopCalls returns, in the same shape', async () => {
		const id = await placeOne();
		sandbox.advance(LIFE_OF_A_CALL);
		const [call] = jsonOf(await onCall('get', id, { simplify: false })) as [IDataObject];

		expect(call).toMatchObject({ call_id: id, id, ended: true, outcome: 'completed' });
		expect(call.transcript).toEqual(expect.arrayContaining([expect.any(Object)]));
		expect(call.metadata).toMatchObject({ task: expect.any(String) });
		expect(call.account_id).toEqual(expect.any(String));
	});

	test('a call that has not ended says so and has no outcome yet', async () => {
		const id = await placeOne();
		const [call] = jsonOf(await onCall('get', id));

		expect(call).toMatchObject({ outcome: null, status: 'queued' });
	});

	test.each([
		['+14155550002', 'busy'],
		['+14155550003', 'no-answer'],
		['+14155550004', 'voicemail'],
		['+14155550006', 'rejected'],
		['+14155550009', 'dispatch-timeout'],
		['+14155550013', 'network-congestion'],
	])('the outcome of a call to %s is %s', async (phone, outcome) => {
		const id = await placeOne(phone);
		sandbox.advance(LIFE_OF_A_CALL);

		expect(jsonOf(await onCall('get', id))).toEqual([expect.objectContaining({ outcome })]);
	});

	test('an unknown ID is an error with the advice to check it', async () => {
		const { error, itemsOf } = await onCall('get', '564d4fd4-03bc-400a-abe0-05540fbeff88');

		expect(itemsOf('TopCalls')).toEqual([]);
		expect(error?.message).toBe('TopCalls did not find it: Call not found [item 0]');
		expect(error?.description).toContain('Check the ID');
		expect(sandbox.requests().map(({ status }) => status)).toEqual([404]);
	});

	test.each(['../voices', '..', 'https://x.example', 'a?b'])(
		'%s is not an ID, so nothing is requested',
		async (callId) => {
			const { error } = await onCall('get', callId);

			expect(error?.message).toBe(`Call ID “${callId}” is not an ID [item 0]`);
			expect(sandbox.requests()).toEqual([]);
		},
	);

	test.each([
		['as the editor saves a choice', (id: string) => locator('list', id)],
		['as text, which a workflow may still contain', (id: string) => id],
		[
			'in a URL that was pasted',
			(id: string) => locator('id', `https://app.topcalls.ai/calls/${id}?tab=1`),
		],
	])('the call is given %s', async (_, written) => {
		const id = await placeOne();
		const [call] = jsonOf(await onCall('get', written(id)));

		expect(call).toMatchObject({ call_id: id });
	});

	test('a URL that names two calls is refused', async () => {
		const both = `https://app.topcalls.ai/${randomUUID()}/${randomUUID()}`;
		const { error } = await onCall('get', locator('id', both));

		expect(error?.message).toContain('is not an ID');
	});

	test('an ID that an expression did not find is refused, and the expression named', async () => {
		const { error } = await onCall('get', '={{ $json.nothing }}');

		expect(error?.message).toBe('Call ID is empty [item 0]');
		expect(error?.description).toContain('“{{ $json.nothing }}” returned nothing');
	});
});

describe('Get Many', () => {
	test('outputs the newest calls up to Limit', async () => {
		for (const phone of fictionalNumbers(5)) {
			await placeOne(phone);
			sandbox.advance(1_000);
		}
		const calls = jsonOf(await getMany({ limit: 2 }));

		expect(calls.map((call) => call.phone_number)).toEqual(
			fictionalNumbers(5).reverse().slice(0, 2),
		);
		expect(sandbox.requestCounts()['GET /v1/calls']).toBe(1);
	});

	test('Return All reads all pages, also if calls were created in the same millisecond', async () => {
		const ids = await place(...fictionalNumbers(450));
		const moments = new Set(sandbox.calls().map(({ createdAt }) => createdAt));
		const calls = jsonOf(await getMany({ returnAll: true }));

		expect(moments.size).toBe(1);
		expect(calls.map((call) => call.call_id).sort()).toEqual(ids.sort());
		expect(sandbox.requestCounts()['GET /v1/calls']).toBe(3);
	});

	test('calls that TopCalls repeats at the edge of two pages are output once', async () => {
		sandbox.configure({ cursor: 'inclusive' });
		const ids: string[] = [];
		for (const phone of fictionalNumbers(5)) {
			ids.push(...(await place(phone)));
			sandbox.advance(1_000);
		}
		ids.push(...(await place(...fictionalNumbers(203).slice(5))));
		sandbox.advance(1_000);
		const calls = jsonOf(await getMany({ returnAll: true }));

		expect(calls.map((call) => call.call_id).sort()).toEqual(ids.sort());
	});

	test('a Limit above the page size applies across pages', async () => {
		await place(...fictionalNumbers(300));
		const calls = jsonOf(await getMany({ limit: 250 }));

		expect(new Set(calls.map((call) => call.call_id)).size).toBe(250);
		expect(calls).toHaveLength(250);
	});

	test('a filter returns only calls with that outcome', async () => {
		await place('+14155550001', '+14155550002', '+14155550003');
		sandbox.advance(LIFE_OF_A_CALL);
		const calls = jsonOf(await getMany({ returnAll: true, filters: { callStatus: 'busy' } }));

		expect(calls).toEqual([
			expect.objectContaining({ phone_number: '+14155550002', outcome: 'busy' }),
		]);
	});

	test('without Simplify the calls contain their transcript', async () => {
		await placeOne();
		sandbox.advance(LIFE_OF_A_CALL);
		const [call] = jsonOf(await getMany({ simplify: false })) as [IDataObject];

		expect(call.transcript).toEqual(expect.arrayContaining([expect.any(Object)]));
		expect(call).toMatchObject({ call_id: call.id, ended: true });
	});

	test('an account without calls outputs no items and no error', async () => {
		const result = await getMany({ returnAll: true });

		expect(result.error).toBeUndefined();
		expect(jsonOf(result)).toEqual([]);
	});

	test('a Limit of 0 is refused before any request', async () => {
		const { error } = await getMany({ limit: 0 });

		expect(error?.message).toBe('Limit “0” cannot be used [item 0]');
		expect(sandbox.requests()).toEqual([]);
	});
});

describe('Cancel and Stop', () => {
	test('a queued call that is canceled is never made', async () => {
		const id = await placeOne();
		const result = await onCall('cancel', id);
		sandbox.advance(LIFE_OF_A_CALL);

		expect(jsonOf(result)).toEqual([{ call_id: id, ok: true }]);
		expect(sandbox.rings()).toEqual({});
		expect(sandbox.calls()).toEqual([expect.objectContaining({ status: 'cancelled' })]);
	});

	test('a call that has started is not canceled, and the error says so', async () => {
		const id = await placeOne();
		sandbox.advance(4_000);
		const { error } = await onCall('cancel', id);

		expect(error?.message).toMatch(/^TopCalls refused the request: .+ \[item 0\]$/);
		expect(error?.description).toContain('Use Stop for one that has started');
		expect(error?.description).toContain('0 of 1 calls were canceled; not canceled: item 0');
	});

	test('a running call that is stopped ends', async () => {
		const id = await placeOne('+14155550007');
		sandbox.advance(20_000);
		expect(sandbox.calls()[0]).toMatchObject({ status: 'in_progress', ended: false });
		const result = await onCall('stop', id);

		expect(jsonOf(result)).toEqual([{ call_id: id, ok: true, status: 'cancelled' }]);
		expect(sandbox.calls()[0]).toMatchObject({ status: 'cancelled', ended: true });
	});

	test.each(['cancel', 'stop'])('a lost reply to %s is no failure', async (operation) => {
		const id = await placeOne();
		sandbox.fault({ when: { method: 'POST' }, first: 1, do: 'cutAfter' });
		const result = await onCall(operation, id);

		expect(result.error).toBeUndefined();
		expect(jsonOf(result)).toEqual([expect.objectContaining({ call_id: id, ok: true })]);
		expect(sandbox.requests().at(-1)).toMatchObject({ replayed: true });
	});
});

describe('List', () => {
	const SHAPES: Array<SandboxSettings['listShape']> = [
		'array',
		'strings',
		'data',
		'named',
		'items',
		'byMode',
	];

	test.each(SHAPES)('voices and models are listed, answered as %s', async (listShape) => {
		sandbox.configure({ listShape });
		for (const [resource, choices] of [
			['voice', VOICES],
			['model', MODELS],
		] as const) {
			const result = await runNode(sandbox, topCallsNode({ resource, operation: 'list' }));

			expect(jsonOf(result)).toEqual(
				choices.map(({ id, name, mode }) =>
					listShape === 'strings'
						? { id, name: id, mode: null, description: null }
						: { id, name, mode, description: null },
				),
			);
		}
	});

	test('without Simplify an entry keeps all its fields', async () => {
		const list = topCallsNode({ resource: 'model', operation: 'list', simplify: false });
		const models = jsonOf(await runNode(sandbox, list));

		expect(models).toEqual(MODELS);
	});
});
