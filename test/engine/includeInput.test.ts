import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { makeNode } from '../../dev/environment/workflow';
import { fictionalNumbers } from '../../dev/sandbox';
import { useSandbox } from '../support/sandbox';
import { runNode } from './runNode';

const ANSWERS = '+14155550001';
const BUSY = '+14155550002';

// A call takes a fraction of a second, less than the first look at it.
const sandbox = useSandbox({ speed: 600 });

const node = (parameters: INodeParameters = {}, more: Partial<INode> = {}) =>
	makeNode({ options: { includeInputFields: true }, ...parameters }, more);
const wait = (parameters: INodeParameters = {}) =>
	node({
		operation: 'makeAndWait',
		options: { includeInputFields: true, waitUsing: 'polling' },
		...parameters,
	});

async function outputOf(topCalls: INode, items: IDataObject[], output = 0) {
	const { itemsOf } = await runNode(sandbox, topCalls, items);
	return itemsOf('TopCalls', output).map(({ json }) => json);
}

describe.each([
	['Make', node()],
	['Make and Wait', wait()],
])('%s with Include Input Fields', (_, topCalls) => {
	test('outputs the fields of the input item first, then those of its call', async () => {
		const leads = [
			{ phone: ANSWERS, company: 'Blue Door Bakery', row: 2 },
			{ phone: BUSY, company: 'Hill Street Books', row: 3 },
		];
		const { itemsOf } = await runNode(sandbox, topCalls, leads);

		const items = itemsOf('TopCalls');
		expect(items.map(({ json }) => json)).toEqual(
			leads.map((lead) => expect.objectContaining({ ...lead, phone_number: lead.phone })),
		);
		expect(Object.keys(items[0]?.json ?? {}).slice(0, 3)).toEqual(['phone', 'company', 'row']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	test('keeps the field of the call where both have one of the same name', async () => {
		const lead = { phone: ANSWERS, call_id: 'of the lead', status: 'New', outcome: 'none yet' };
		const [json] = await outputOf(topCalls, [lead]);

		expect(json?.call_id).toBe(sandbox.calls()[0]?.id);
		expect([json?.status, json?.outcome]).not.toEqual(['New', 'none yet']);
	});

	test('makes no call again because the input item had an error', async () => {
		const retrying = { ...topCalls, retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
		const [json] = await outputOf(retrying, [{ phone: ANSWERS, error: 'of an earlier node' }]);

		expect(json).toMatchObject({ input_error: 'of an earlier node' });
		expect(json).not.toHaveProperty('error');
		expect(sandbox.requestCounts()['POST /v1/calls']).toBe(1);
	});

	test('says nothing of an earlier round that is no longer true', async () => {
		const before = {
			wait: 'timed_out',
			not_called_reason: 'dry_run',
			last_call: { status: 'busy' },
		};
		const [json] = await outputOf(topCalls, [
			{ phone: ANSWERS, call_after: '2026-01-05T17:30:00.000Z', ...before },
		]);

		expect(json?.phone).toBe(ANSWERS);
		for (const name of [...Object.keys(before), 'call_after'])
			expect(json).not.toHaveProperty(name);
	});

	test('outputs them with an item that is not called, too', async () => {
		const safety = { dryRun: true };
		const dry = { ...topCalls, parameters: { ...topCalls.parameters, safety } };
		const [json] = await outputOf(dry, [{ phone: ANSWERS, company: 'Old Mill Hotel' }]);

		expect(json).toMatchObject({ company: 'Old Mill Hotel', not_called_reason: 'dry_run' });
	});

	test('treats the error output and the first output alike', async () => {
		const continuing = { ...topCalls, onError: 'continueErrorOutput' } as INode;
		const leads = [ANSWERS, 'nonsense'].map((phone, row) => ({
			phone,
			row,
			company: 'Canal Yoga',
		}));
		const { itemsOf } = await runNode(sandbox, continuing, leads);

		expect(itemsOf('TopCalls', 0).map(({ json }) => json)).toMatchObject([leads[0]]);
		expect(itemsOf('TopCalls', 1).map(({ json }) => json)).toMatchObject([leads[1]]);
	});
});

test('without the option the input item is left out', async () => {
	const [json] = await outputOf(makeNode(), [{ phone: ANSWERS, company: 'Blue Door Bakery' }]);
	expect(json).not.toHaveProperty('company');
});

test('the last call of an item that is called again is only the call', async () => {
	const callAgain = { rule: { outcomes: ['busy'], maxAttempts: 3, waitMinutes: 60 } };
	const lead = { phone: BUSY, company: 'Hill Street Books' };
	const [json] = await outputOf(wait({ safety: { callAgain } }), [lead], 1);

	expect(json).toMatchObject({ ...lead, attempt: 2, last_call: { outcome: 'busy' } });
	expect(json?.last_call).not.toHaveProperty('company');
});

test('an execution that waits saves them with the call, also for when Max Wait is over', async () => {
	sandbox.configure({ speed: 0 });
	const [phone = ''] = fictionalNumbers(1);
	const waiting = node({ operation: 'makeAndWait' });
	const { run } = await runNode(sandbox, waiting, [{ phone, company: 'Old Mill Hotel' }]);

	expect(run.status).toBe('waiting');
	const [later] = run.data.executionData?.nodeExecutionStack[0]?.data.main?.[0] ?? [];
	expect(later?.json).toMatchObject({ company: 'Old Mill Hotel', wait: 'timed_out' });
	const saved = run.data.executionData?.contextData['node:TopCalls']?.topCallsWait;
	expect(saved).toMatchObject({ entries: [{ input: { phone, company: 'Old Mill Hotel' } }] });
});

test('an expression that gives neither true nor false is refused, and nobody is called', async () => {
	const odd = node({ options: { includeInputFields: '={{ "perhaps" }}' } });
	const { error } = await runNode(sandbox, odd, [{ phone: ANSWERS }]);

	expect(error?.message).toContain('Include Input Fields');
	expect(sandbox.calls()).toEqual([]);
});
