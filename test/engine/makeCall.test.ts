import { fictionalNumbers } from '../../dev/sandbox';
import { runWorkflow } from './runWorkflow';
import { credentialOf, runNode, startWith } from './runNode';
import { useSandbox } from '../support/sandbox';
import { chain, makeNode, node } from '../../dev/environment/workflow';

const sandbox = useSandbox({ speed: 1000 });

const leads = (phones: string[]) => phones.map((phone) => ({ phone }));

async function ringsPerNumber(): Promise<Record<string, number>> {
	await sandbox.waitFor('all calls ended');
	return sandbox.rings();
}

const onceEach = (phones: string[]) => Object.fromEntries(phones.map((phone) => [phone, 1]));

test('1,000 people are called exactly once, in spite of cut connections, errors and rate limits', async () => {
	const phones = fictionalNumbers(1000);
	sandbox.fault({ when: { method: 'POST' }, share: 0.05, seed: 1, do: 'cutAfter' });
	sandbox.fault({ when: { method: 'POST' }, share: 0.05, seed: 2, do: { status: 500 } });
	sandbox.fault({
		when: { method: 'POST' },
		share: 0.1,
		seed: 3,
		do: { status: 429, headers: { 'Retry-After': '0' } },
	});

	const { itemsOf, error } = await runNode(sandbox, makeNode(), leads(phones));

	expect(error).toBeUndefined();
	expect(itemsOf('TopCalls').map(({ json }) => json.phone_number)).toEqual(phones);
	expect(itemsOf('TopCalls').map(({ pairedItem }) => pairedItem)).toEqual(
		phones.map((_, item) => ({ item })),
	);
	expect(await ringsPerNumber()).toEqual(onceEach(phones));
	expect(sandbox.requests().filter(({ status }) => status === 'cut').length).toBeGreaterThan(20);
	expect(sandbox.requests().filter(({ status }) => status === 429).length).toBeGreaterThan(50);
});

test('Retry On Fail calls nobody twice, although an item fails in between', async () => {
	const phones = fictionalNumbers(20);
	sandbox.fault({ when: { number: phones[7] }, first: 1, do: { status: 404 } });

	const topCalls = makeNode({}, { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 });
	const { itemsOf, error } = await runNode(sandbox, topCalls, leads(phones));

	expect(error).toBeUndefined();
	expect(itemsOf('TopCalls')).toHaveLength(20);
	expect(await ringsPerNumber()).toEqual(onceEach(phones));
	expect(sandbox.requestCounts()['POST /v1/calls']).toBe(21);
});

test('with a text that changes between two attempts, Retry On Fail still calls nobody twice', async () => {
	const phones = fictionalNumbers(3);
	sandbox.fault({ when: { number: phones[2] }, first: 1, do: { status: 404 } });

	const task = '=It is {{ Date.now() + Math.random() }}: remind them of the appointment.';
	const topCalls = makeNode({ task }, { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 });
	await runNode(sandbox, topCalls, leads(phones));

	expect(await ringsPerNumber()).toEqual(onceEach(phones));
});

test('a call that an earlier attempt of Retry On Fail made is output, although the last item is refused', async () => {
	const phones = fictionalNumbers(2);
	const [first, second] = phones as [string, string];
	sandbox.fault({ when: { method: 'POST', number: second }, first: 1, do: { status: 404 } });
	sandbox.fault({ when: { method: 'POST', number: first }, first: 1, do: { delay: 1 } });
	sandbox.fault({ when: { method: 'POST', number: first }, do: { status: 402 } });

	const topCalls = makeNode({}, { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 });
	const { itemsOf, error } = await runNode(sandbox, topCalls, leads(phones));

	expect(error).toBeUndefined();
	expect(itemsOf('TopCalls').map(({ json }) => json.call_id)).toEqual(
		sandbox.calls().map(({ id }) => id),
	);
	expect(await ringsPerNumber()).toEqual(onceEach(phones));
});

test('in a loop over batches every batch is called, also the same number again', async () => {
	const phones = [...fictionalNumbers(4), ...fictionalNumbers(2)];
	const result = await runWorkflow({
		nodes: [startWith(leads(phones)), node('Loop', 'test.batches', { size: 2 }), makeNode()],
		connections: { ...chain('Start', 'Loop', 'TopCalls'), ...chain('TopCalls', 'Loop') },
		credential: credentialOf(sandbox),
	});

	expect(result.error).toBeUndefined();
	expect(result.roundsOf('TopCalls')).toBe(3);
	const [a, b, c, d] = phones as [string, string, string, string];
	expect(await ringsPerNumber()).toEqual({ [a]: 2, [b]: 2, [c]: 1, [d]: 1 });
});

test('one bad number among 50 stops the run before anybody is called, and the error names item and field', async () => {
	const phones = fictionalNumbers(50);
	phones[31] = '12345';
	const { error } = await runNode(sandbox, makeNode(), leads(phones));

	expect(error?.message).toBe('Phone Number “12345” has no country code [item 31]');
	expect(error?.description).toContain('Write it with + and the country code');
	expect(error?.description).toContain('Nothing was sent to TopCalls.');
	expect(sandbox.requests()).toHaveLength(0);
});

test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'with %s one bad number among 50 becomes an error item and the other 49 are called',
	async (onError) => {
		const phones = fictionalNumbers(50);
		phones[31] = '12345';
		const { itemsOf, error } = await runNode(sandbox, makeNode({}, { onError }), leads(phones));

		expect(error).toBeUndefined();
		const all = [...itemsOf('TopCalls', 0), ...itemsOf('TopCalls', 1)];
		const failed =
			onError === 'continueErrorOutput'
				? itemsOf('TopCalls', 1)
				: all.filter(({ json }) => json.error);
		expect(failed.map(({ json }) => json)).toEqual([
			expect.objectContaining({
				error: 'Phone Number “12345” has no country code',
				message: expect.stringContaining('Default Country'),
			}),
		]);
		expect(all).toHaveLength(50);
		expect(Object.keys(await ringsPerNumber())).toHaveLength(49);
	},
);

test('when the minutes run out, the node stops and the error says who was called and who was not', async () => {
	const phones = fictionalNumbers(200);
	sandbox.configure({ quotaCalls: 60 });
	const { error } = await runNode(sandbox, makeNode(), leads(phones));

	expect(error?.message).toMatch(
		/^The TopCalls account does not have enough minutes left: .* \[item 60\]$/,
	);
	expect(error?.description).toContain('60 of 200 calls were made (item 0: ');
	expect(error?.description).toContain('Running the workflow again calls these people again');
	expect(error?.description).toContain('not called: items 60–199');
	const { done, not_done } = error?.context?.data as { done: object[]; not_done: number[] };
	expect(done.map((call) => (call as { call_id: string }).call_id).sort()).toEqual(
		sandbox
			.calls()
			.map(({ id }) => id)
			.sort(),
	);
	expect(not_done).toHaveLength(140);
	expect(sandbox.requests().length).toBeLessThan(150);
	expect(await ringsPerNumber()).toEqual(onceEach(phones.slice(0, 60)));
});

test('with continue on fail, each item that was not called for lack of minutes says so', async () => {
	const phones = fictionalNumbers(100);
	sandbox.configure({ quotaCalls: 30 });
	const topCalls = makeNode({}, { onError: 'continueRegularOutput' });
	const { itemsOf } = await runNode(sandbox, topCalls, leads(phones));

	const items = itemsOf('TopCalls').map(({ json }) => json);
	expect(items).toHaveLength(100);
	expect(items.filter((json) => json.call_id)).toHaveLength(30);
	expect(items.at(-1)?.error).toMatch(
		/^Not sent: The TopCalls account does not have enough minutes left/,
	);
});

test('when the API refuses a field, the error names the field’s label', async () => {
	sandbox.fault({
		when: { method: 'POST' },
		do: {
			status: 400,
			body: {
				status: 400,
				title: 'Invalid request body',
				errors: [{ path: 'voice', message: 'Unknown voice' }],
			},
		},
	});
	const { error } = await runNode(sandbox, makeNode(), leads(fictionalNumbers(1)));

	expect(error?.message).toBe('TopCalls refused Voice: Unknown voice [item 0]');
});

test('a reply that was lost for good leaves an error that says the call may have been placed', async () => {
	sandbox.fault({ when: { method: 'POST' }, do: 'cutAfter' });
	const { error } = await runNode(sandbox, makeNode(), leads(fictionalNumbers(1)));

	expect(error?.message).toContain('The connection to TopCalls was lost before an answer arrived');
	expect(error?.description).toContain('nobody is called twice');
	expect(error?.description).toContain('Running the workflow again is not');
	expect(error?.description).toContain('may have been made: item 0');
	expect(await ringsPerNumber()).toEqual(onceEach(fictionalNumbers(1)));
}, 120_000);

test('as a tool the same agent may call one person for two reasons, but not twice for one', async () => {
	const [phone] = fictionalNumbers(1) as [string];
	const run = async (task: string) =>
		await runNode(
			sandbox,
			makeNode({ task }, { type: 'n8n-nodes-topcalls.topCallsTool' }),
			leads([phone]),
			{ executionId: 'one-execution' },
		);
	await run('Ask whether the parcel has arrived.');
	await run('Ask whether the parcel has arrived.');
	await run('Ask whether they would like a receipt.');

	expect(await ringsPerNumber()).toEqual({ [phone]: 2 });
});

test('with the user’s own idempotency key, running the workflow again calls nobody again', async () => {
	const topCalls = makeNode({
		options: { idempotencyKey: '={{ "lead-" + $itemIndex + "-2026-11-23" }}' },
	});
	const phones = fictionalNumbers(5);
	await runNode(sandbox, topCalls, leads(phones), { executionId: 'first' });
	await runNode(sandbox, topCalls, leads(phones), { executionId: 'second' });

	expect(await ringsPerNumber()).toEqual(onceEach(phones));
});

test('no more requests than Max Concurrency are in flight at once', async () => {
	sandbox.configure({ latencyMs: 5 });
	const topCalls = makeNode({ options: { maxConcurrency: 1 } });
	const phones = fictionalNumbers(10);
	await runNode(sandbox, topCalls, leads(phones));

	expect(sandbox.calls().map(({ phoneNumber }) => phoneNumber)).toEqual(phones);
});

test('the API key is in no output, no error and no saved execution, even when TopCalls repeats it', async () => {
	const body = { title: `Bad key ${sandbox.apiKey}`, detail: `The key ${sandbox.apiKey} is wrong` };
	for (const action of [
		{ status: 422, body },
		{ status: 401, body },
		'cutBefore',
		'html',
	] as const) {
		sandbox.clearFaults();
		sandbox.fault({ when: { method: 'POST' }, first: 1, do: action });
		const { run } = await runNode(sandbox, makeNode(), leads(fictionalNumbers(1)));
		expect(JSON.stringify(run)).not.toContain(sandbox.apiKey);
	}
});

test('one idempotency key for two people is refused before anybody is called', async () => {
	const topCalls = makeNode({ options: { idempotencyKey: '-2026-11-23' } });
	const { error } = await runNode(sandbox, topCalls, leads(['+14155550101', '+14155550102']));

	expect(error?.message).toBe(
		'Idempotency Key “-2026-11-23” is the same for +14155550101 and +14155550102 [item 1]',
	);
	expect(sandbox.requests()).toHaveLength(0);
});

test.each(['empty', 'truncated', 'html'] as const)(
	'after a reply that arrives %s the request is repeated: the call is made once and output',
	async (fault) => {
		sandbox.fault({ when: { method: 'POST' }, first: 1, do: fault });
		const phones = fictionalNumbers(1);
		const { itemsOf, error } = await runNode(sandbox, makeNode(), leads(phones));

		expect(error).toBeUndefined();
		expect(itemsOf('TopCalls')[0]?.json.call_id).toBe(sandbox.calls()[0]?.id);
		expect(await ringsPerNumber()).toEqual(onceEach(phones));
	},
);

test('a call whose reply was lost is not reported as “not called” when the key fails right after', async () => {
	sandbox.fault({ when: { method: 'POST' }, first: 1, do: 'cutAfter' });
	sandbox.fault({ when: { method: 'POST' }, do: { status: 401 } });
	const { error } = await runNode(sandbox, makeNode(), leads(fictionalNumbers(1)));

	expect(error?.message).toBe('TopCalls does not accept the API key [item 0]');
	expect(error?.description).toContain('TopCalls may still have processed this request');
	expect(error?.description).toContain('may have been made: item 0');
	expect(error?.description).not.toContain('not called');
});

test('calls that an earlier attempt made are named even when the last attempt stops before all others', async () => {
	const phones = fictionalNumbers(30);
	// A rule that only lets the first request to each of these numbers through.
	for (const number of phones.slice(0, 12)) {
		sandbox.fault({ when: { method: 'POST', number }, first: 1, do: { delay: 1 } });
	}
	sandbox.fault({ when: { method: 'POST', path: '/v1/calls' }, do: { status: 402 } });
	const retried = makeNode({}, { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 });

	const { error } = await runNode(sandbox, retried, leads(phones));

	const { done } = error?.context?.data as { done: object[] };
	expect(done).toHaveLength(sandbox.calls().length);
	expect(error?.message).toContain('does not have enough minutes left');
});

test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'with %s, an invalid pace of one item lets the others be called, and all items are reported',
	async (onError) => {
		const node = makeNode({ options: { callsPerMinute: '={{ $json.pace }}' } }, { onError });
		const [bad = '', good = ''] = fictionalNumbers(2);

		const finished = await runNode(sandbox, node, [
			{ phone: bad, pace: 'x' },
			{ phone: good, pace: 6_000 },
		]);

		const items = [0, 1].flatMap((output) => finished.itemsOf('TopCalls', output));
		expect(await ringsPerNumber()).toEqual(onceEach([good]));
		expect(items.filter(({ json }) => json.call_id)).toHaveLength(1);
		expect(items.filter(({ json }) => json.error)).toMatchObject([
			{ json: { error: 'Calls per Minute “x” cannot be used' } },
		]);
	},
);
