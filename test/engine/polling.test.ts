import { NodeApiError } from 'n8n-workflow';

import { FIRST_CAMPAIGN_ID, FIRST_LIST, fictionalNumbers, startSandbox } from '../../dev/sandbox';
import { Client } from '../support/apiClient';
import { locator, runOperation } from './leadNode';
import { PollingWorkflow } from './pollingWorkflow';
import { runNode } from './runNode';
import { useSandbox } from '../support/sandbox';
import { topCallsNode } from '../../dev/environment/workflow';

const COMPLETED = '+14155550001';
const BUSY = '+14155550002';
const SLOW = '+14155550007';
const MINUTE = 60_000;

const sandbox = useSandbox({ speed: 0 });
const client = new Client(sandbox);

const place = async (...called: string[]) =>
	await Promise.all(called.map(async (number) => await client.callId(number)));

/** Activated on the account as it is now. */
async function activated(parameters = {}): Promise<PollingWorkflow> {
	const workflow = new PollingWorkflow(sandbox, parameters);
	expect(await workflow.poll()).toEqual([]);
	return workflow;
}

const lookUps = () => sandbox.requestCounts()['GET /v1/calls/:id'] ?? 0;
const lists = () => sandbox.requestCounts()['GET /v1/calls'] ?? 0;

describe('the output', () => {
	test('each call that ends after the activation, completed or failed, exactly once', async () => {
		await place(COMPLETED, BUSY);
		sandbox.advance(10 * MINUTE);
		const workflow = await activated();

		const completed = await client.callId(COMPLETED);
		const busy = await client.callId(BUSY);
		sandbox.advance(10 * MINUTE);
		const items = await workflow.poll();

		expect(items).toMatchObject([
			{ call_id: completed, event: 'call.completed', outcome: 'completed' },
			{ call_id: busy, event: 'call.failed', outcome: 'busy' },
		]);
		expect(await workflow.poll()).toEqual([]);
	});

	test('a call that was open at activation and ends later', async () => {
		const [call] = await place(SLOW);
		sandbox.advance(MINUTE);
		const workflow = await activated();
		expect(await workflow.ids()).toEqual([]);

		sandbox.advance(60 * MINUTE);
		expect(await workflow.ids()).toEqual([call]);
		expect(await workflow.ids()).toEqual([]);
	});

	test('a long conversation, although a hundred newer calls have started and ended meanwhile', async () => {
		const workflow = await activated();
		const [slow] = await place(SLOW);
		sandbox.advance(20 * MINUTE);
		expect(await workflow.ids()).toEqual([]);
		await place(...fictionalNumbers(100));
		sandbox.advance(5 * MINUTE);
		expect(await workflow.ids()).toHaveLength(100);

		sandbox.advance(20 * MINUTE);
		expect(await workflow.ids()).toEqual([slow]);
	});

	test('a completed call is output with its transcript, once TopCalls has processed it', async () => {
		const workflow = await activated();
		const [call] = await place(COMPLETED);
		sandbox.finish(call as string);
		expect(await workflow.poll()).toEqual([]);

		sandbox.advance(15_000);
		expect(await workflow.poll()).toMatchObject([
			{ call_id: call, transcript_text: expect.stringContaining('AI: ') },
		]);
	});

	test('with Max Wait for Transcript 0 it is output immediately', async () => {
		const workflow = await activated({ options: { maxWait: 0 } });
		const [call] = await place(COMPLETED);
		sandbox.finish(call as string);
		expect(await workflow.poll()).toMatchObject([{ call_id: call, outcome: 'completed' }]);
		sandbox.advance(15_000);
		expect(await workflow.poll()).toEqual([]);
	});

	test('the fields of Get, the event, and the disposition that only lists have', async () => {
		for (const simplify of [true, false]) {
			const workflow = await activated({ simplify });
			const [callId] = await place(COMPLETED);
			sandbox.advance(10 * MINUTE);
			const [item] = await workflow.poll();

			const get = topCallsNode({ resource: 'call', operation: 'get', callId, simplify });
			const { itemsOf } = await runNode(sandbox, get);
			const { status, ...ofGet } = itemsOf('TopCalls')[0]?.json ?? {};
			const ofTrigger = { event: 'call.completed', disposition: 'confirmed' };
			const others = simplify ? {} : { status, actual_duration_billed: expect.any(Number) };
			expect(item).toEqual({ ...ofGet, ...ofTrigger, ...others });
		}
	});

	test('only the chosen events', async () => {
		const workflow = await activated({ events: ['call.failed'] });
		const [, busy] = await place(COMPLETED, BUSY);
		sandbox.advance(10 * MINUTE);
		expect(await workflow.ids()).toEqual([busy]);
		expect(lookUps()).toBe(1);
	});

	test.each([
		['a text, as older workflows save it', FIRST_CAMPAIGN_ID],
		['From List', locator('list', FIRST_CAMPAIGN_ID)],
		['By ID', locator('id', FIRST_CAMPAIGN_ID)],
	])('only calls of the selected campaign, given as %s', async (_, campaignId) => {
		const workflow = await activated({ options: { campaignId }, simplify: false });
		const [phoneNumber = ''] = fictionalNumbers(1);
		const lead = { name: 'Nathan', phoneNumber, listId: FIRST_LIST.id };
		await runOperation(sandbox, ['lead', 'create'], lead);
		await runOperation(sandbox, ['campaign', 'start'], { campaignId: FIRST_CAMPAIGN_ID });
		await place(BUSY);
		sandbox.advance(10 * MINUTE);

		expect(await workflow.poll()).toEqual([
			expect.objectContaining({ campaign_id: FIRST_CAMPAIGN_ID, phone_number: phoneNumber }),
		]);
	});

	test('a campaign that was a text and is now a resource locator is the same campaign, so nothing is lost', async () => {
		const workflow = await activated({ options: { campaignId: FIRST_CAMPAIGN_ID } });
		const [phoneNumber = ''] = fictionalNumbers(1);
		const lead = { name: 'Nathan', phoneNumber, listId: FIRST_LIST.id };
		await runOperation(sandbox, ['lead', 'create'], lead);
		await runOperation(sandbox, ['campaign', 'start'], { campaignId: FIRST_CAMPAIGN_ID });
		sandbox.advance(10 * MINUTE);
		const campaignId = locator('list', FIRST_CAMPAIGN_ID);

		expect(await workflow.republished({ options: { campaignId } }).poll()).toHaveLength(1);
	});

	test('an object that is not a resource locator is refused', async () => {
		const workflow = await activated({});
		await expect(
			workflow.republished({ options: { campaignId: { id: 'a' } } }).poll(),
		).rejects.toThrow('Campaign is not text');
	});

	test('the request contains the selected campaign', async () => {
		const workflow = await activated({
			options: { campaignId: '3c90c3cc-0d44-4b50-8888-8dd25736052a' },
		});
		await place(COMPLETED);
		sandbox.advance(10 * MINUTE);
		expect(await workflow.ids()).toEqual([]);
	});
});

test('an n8n expression in Fixed mode is refused as a campaign', async () => {
	const workflow = await activated({});
	await expect(
		workflow.republished({ options: { campaignId: '{{ $json.campaign }}' } }).poll(),
	).rejects.toMatchObject({
		message: 'Campaign contains “{{ $json.campaign }}”, which is not replaced by anything',
		description: 'This looks like an n8n expression: switch Campaign from Fixed to Expression.',
	});
});

describe('with another campaign or Base URL it starts over', () => {
	const CAMPAIGN = { options: { campaignId: '3c90c3cc-0d44-4b50-8888-8dd25736052a' } };

	/** The sandbox has earlier calls, and one that is still in progress. */
	async function historyAndOpenCall(): Promise<string> {
		await place(COMPLETED, BUSY);
		sandbox.advance(60 * MINUTE);
		const [slow] = await place(SLOW);
		sandbox.advance(MINUTE);
		return slow as string;
	}

	test('after Campaign is corrected, only calls that end from then on are output', async () => {
		const mistyped = await activated(CAMPAIGN);
		const slow = await historyAndOpenCall();
		expect(await mistyped.ids()).toEqual([]);

		const corrected = mistyped.republished({});
		expect(await corrected.ids()).toEqual([]);
		const [busy] = await place(BUSY);
		sandbox.advance(60 * MINUTE);
		expect(await corrected.ids()).toEqual([slow, busy]);
	});

	test('with another Base URL no earlier calls are output', async () => {
		const testAccount = await startSandbox({ speed: 0 });
		try {
			const onTestAccount = new PollingWorkflow(testAccount);
			expect(await onTestAccount.ids()).toEqual([]);
			const slow = await historyAndOpenCall();

			const switched = onTestAccount.republished({}, sandbox);
			expect(await switched.ids()).toEqual([]);
			sandbox.advance(60 * MINUTE);
			expect(await switched.restarted().ids()).toEqual([slow]);
		} finally {
			await testAccount.stop();
		}
	});

	test('with a new key it continues where it was, and no key is saved', async () => {
		const workflow = await activated();
		const [busy] = await place(BUSY);
		sandbox.advance(10 * MINUTE);
		sandbox.configure({ apiKey: 'tc_live_renewed' });
		expect(await workflow.ids()).toEqual([busy]);
		expect(workflow.savedData).not.toContain('tc_live_');
	});

	test('while TopCalls does not accept the key no call is lost', async () => {
		const workflow = await activated();
		const right = sandbox.apiKey;
		const [busy] = await place(BUSY);
		sandbox.advance(10 * MINUTE);
		sandbox.fault({ when: { path: '/v1/calls' }, do: { status: 401 } });
		sandbox.configure({ apiKey: 'tc_live_mistyped' });
		await expect(workflow.poll()).rejects.toThrow('does not accept the API key');

		sandbox.clearFaults();
		sandbox.configure({ apiKey: right });
		expect(await workflow.ids()).toEqual([busy]);
	});
});

describe('a copied workflow, with the static data of its original', () => {
	test.each([{ workflowId: 'workflow-2' }, { nodeId: 'another-node' }])(
		'starts over and outputs no old calls: %j',
		async (copy) => {
			const original = await activated();
			await place(BUSY);
			sandbox.advance(10 * MINUTE);

			const copied = original.copied(copy);
			expect(await copied.ids()).toEqual([]);
			const [busy] = await place(BUSY);
			sandbox.advance(10 * MINUTE);
			expect(await copied.ids()).toEqual([busy]);
			expect(await original.ids()).toHaveLength(2);
		},
	);
});

describe('after an outage', () => {
	/** Makes calls that no poll sees, and returns when each was created. */
	const missed = async (hundreds: number) => {
		for (let batch = 0; batch < hundreds; batch += 1) {
			await place(...fictionalNumbers(100));
			sandbox.advance(10 * MINUTE);
		}
		return sandbox.calls().map(({ createdAt }) => createdAt);
	};
	const createdOf = (ids: unknown[]) => {
		const created = new Map(sandbox.calls().map(({ id, createdAt }) => [id, createdAt]));
		return ids.map((id) => created.get(id as string));
	};

	test('1,200 missed calls are output in one poll, once each, oldest first, with one lookup each', async () => {
		const workflow = await activated();
		const inOrder = await missed(12);

		const restarted = workflow.restarted();
		const seen = await restarted.ids();

		expect(new Set(seen).size).toBe(1_200);
		expect(createdOf(seen)).toEqual(inOrder);
		expect(lookUps()).toBe(1_200);
		expect(lists()).toBeLessThan(20);
		expect(await restarted.ids()).toEqual([]);
		expect(lookUps()).toBe(1_200);
	});

	test('what was read before TopCalls stops answering is output, and is not read again', async () => {
		const workflow = await activated();
		const inOrder = await missed(7);
		const { id } = sandbox.calls()[600] ?? {};
		const path = `/v1/calls/${id}`;
		sandbox.fault({
			when: { path },
			first: 1,
			do: { status: 429, headers: { 'retry-after': '60' } },
		});

		const first = await workflow.ids();
		const second = await workflow.ids();

		expect(first).toHaveLength(500);
		expect(createdOf([...first, ...second])).toEqual(inOrder);
		expect(new Set([...first, ...second]).size).toBe(700);
		expect(lookUps()).toBeLessThanOrEqual(900);
	});

	test('nothing is output twice when n8n is killed between polls without output', async () => {
		const workflow = await activated();
		const [first] = await place(COMPLETED);
		sandbox.advance(10 * MINUTE);
		expect(await workflow.ids()).toEqual([first]);
		const saved = workflow.savedData;

		const [slow] = await place(SLOW);
		expect(await workflow.ids()).toEqual([]);
		sandbox.advance(60 * MINUTE);

		expect(await workflow.restarted(saved).ids()).toEqual([slow]);
	});

	test.each(['exact', 'inclusive', 'exclusive'] as const)(
		'calls of the same time at the edge of a page are output once (cursor: %s)',
		async (cursor) => {
			sandbox.configure({ cursor });
			const workflow = await activated();
			const placed: string[] = [];
			for (const size of [70, 130, 130, 130]) {
				placed.push(...(await place(...fictionalNumbers(size))));
				sandbox.advance(1_000);
			}
			sandbox.advance(10 * MINUTE);
			const seen = await workflow.ids();
			expect([...seen].sort()).toEqual(placed.sort());
			expect(await workflow.ids()).toEqual([]);
		},
	);

	test('two polls at the same time output each call once', async () => {
		const workflow = await activated();
		const placed = await place(...fictionalNumbers(30));
		sandbox.advance(10 * MINUTE);
		const both = await Promise.all([workflow.ids(), workflow.ids()]);
		expect(both.flat().sort()).toEqual(placed.sort());
	});
});

describe('requests', () => {
	test('a quiet poll is one request, however many calls the account has', async () => {
		await place(...fictionalNumbers(300));
		sandbox.advance(60 * MINUTE);
		const workflow = await activated();
		await place(COMPLETED);
		sandbox.advance(60 * MINUTE);
		await workflow.poll();
		const before = sandbox.requests().length;

		await workflow.poll();
		expect(sandbox.requests().length - before).toBe(1);
	});

	test('hundreds of queued calls are tracked by lists, not one by one', async () => {
		const queued = Array.from({ length: 300 }, (_, index) => `+1415${200 + index}0008`);
		await place(...queued);
		const workflow = await activated();
		sandbox.advance(60 * MINUTE);
		await place(...fictionalNumbers(100));
		sandbox.advance(60 * MINUTE);
		await workflow.poll();
		const before = sandbox.requests().length;

		await workflow.poll();
		expect(sandbox.requests().length - before).toBeLessThanOrEqual(4);
	});
});

describe('during outages of TopCalls', () => {
	test.each([401, 402, 403])(
		'%d for every lookup concerns the account: the poll fails, nothing is lost',
		async (status) => {
			const workflow = await activated();
			const placed = await place(...fictionalNumbers(60));
			sandbox.advance(10 * MINUTE);

			sandbox.fault({ when: { method: 'GET', path: '/v1/calls/*' }, do: { status } });
			await expect(workflow.poll()).rejects.toThrow(NodeApiError);
			sandbox.clearFaults();
			expect((await workflow.ids()).sort()).toEqual(placed.sort());
		},
	);

	test('a network failure in the middle of a poll loses nothing', async () => {
		const workflow = await activated();
		const placed = await place(...fictionalNumbers(60));
		sandbox.advance(10 * MINUTE);
		const [first] = placed as [string];
		sandbox.fault({
			when: { path: `/v1/calls/${first}` },
			do: { status: 429, headers: { 'retry-after': '60' } },
		});
		await expect(workflow.poll()).rejects.toThrow(NodeApiError);
		sandbox.clearFaults();
		expect((await workflow.ids()).sort()).toEqual(placed.sort());
	});

	test.each([
		{ status: 400 },
		{ status: 401 },
		{ status: 402 },
		{ status: 403 },
		{ status: 404 },
		{ status: 500 },
		{ status: 200, body: { hello: 1 } },
		'truncated' as const,
	])(
		'a call that answers %j does not delay the others, and is output once it can be read',
		async (answer) => {
			const workflow = await activated();
			const [busy, completed] = await place(BUSY, COMPLETED);
			sandbox.advance(10 * MINUTE);
			sandbox.fault({ when: { method: 'GET', path: `/v1/calls/${busy}` }, do: answer });
			expect(await workflow.ids()).toEqual([completed]);
			expect(await workflow.ids()).toEqual([]);
			const [later] = await place(BUSY);
			sandbox.advance(10 * MINUTE);
			expect(await workflow.ids()).toEqual([later]);

			sandbox.clearFaults();
			expect(await workflow.ids()).toEqual([busy]);
			expect(await workflow.ids()).toEqual([]);
		},
	);

	test('a deleted call is not an error, and is not requested again', async () => {
		const [gone] = await place(SLOW);
		const workflow = await activated();
		await place(...fictionalNumbers(80));
		sandbox.advance(20 * MINUTE);
		expect(await workflow.ids()).toHaveLength(80);
		await place(BUSY);
		sandbox.advance(5 * MINUTE);
		expect(await workflow.ids()).toHaveLength(1);
		sandbox.fault({ when: { path: `/v1/calls/${gone}` }, do: { status: 404 } });
		expect(await workflow.ids()).toEqual([]);

		sandbox.clearFaults();
		sandbox.advance(20 * MINUTE);
		expect(await workflow.ids()).toEqual([]);
	});

	test('requests with lost replies or 429 are repeated', async () => {
		const workflow = await activated();
		const placed = await place(...fictionalNumbers(40));
		sandbox.advance(10 * MINUTE);
		sandbox.fault({ when: { path: '/v1/calls' }, first: 1, do: 'cutAfter' });
		sandbox.fault({ when: { path: '/v1/calls/*' }, every: 7, do: { status: 429 } });
		expect((await workflow.ids()).sort()).toEqual(placed.sort());
	});

	test('items that are not calls are skipped', async () => {
		const workflow = await activated();
		const [call] = await place(BUSY);
		sandbox.advance(10 * MINUTE);
		const { json } = await client.get('/v1/calls');
		const data = [null, 7, {}, { id: 'odd' }, ...json<{ data: unknown[] }>().data, 'x'];
		const body = { data, next_cursor: null };
		sandbox.fault({ when: { path: '/v1/calls' }, do: { status: 200, body } });
		expect(await workflow.ids()).toEqual([call]);
	});

	test.each([
		[{ status: 401 }, 'TopCalls does not accept the API key'],
		[{ status: 200, body: { data: [{ a: 1 }] } }, 'calls that cannot be read'],
		[{ status: 200, body: { hello: 1 } }, 'without a list'],
	])('%j is an error that says so, and the next poll outputs the calls', async (answer, said) => {
		const workflow = await activated();
		const [call] = await place(BUSY);
		sandbox.advance(10 * MINUTE);
		sandbox.fault({ when: { path: '/v1/calls' }, do: answer });
		const error = (await workflow.poll().catch((reason: unknown) => reason)) as NodeApiError;

		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toContain(said);
		expect(error.description).toContain('none is lost');
		expect(JSON.stringify(error)).not.toContain(sandbox.apiKey);
		sandbox.clearFaults();
		expect(await workflow.ids()).toEqual([call]);
	});
});

describe('Fetch Test Event', () => {
	test('shows the latest ended calls and remembers nothing', async () => {
		await place(COMPLETED, BUSY);
		sandbox.advance(10 * MINUTE);
		const [late] = await place(BUSY);
		sandbox.advance(MINUTE);
		await place(SLOW);
		const workflow = new PollingWorkflow(sandbox);

		const sample = await workflow.poll('manual');
		expect(sample).toHaveLength(3);
		expect(sample.at(-1)).toMatchObject({ call_id: late, event: 'call.failed' });
		expect(workflow.savedData).toBe('{}');
	});

	test('shows nothing when no call has ended', async () => {
		expect(await new PollingWorkflow(sandbox).poll('manual')).toEqual([]);
	});
});
