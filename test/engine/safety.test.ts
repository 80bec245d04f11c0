import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { wallTime } from '../../nodes/TopCalls/resources/call/make/safety/wallClock';
import { fictionalNumbers } from '../../dev/sandbox';
import { chain, makeNode } from '../../dev/environment/workflow';
import { continueWorkflow } from './runWorkflow';
import { credentialOf, runNode, startWith } from './runNode';
import { useSandbox } from '../support/sandbox';

const sandbox = useSandbox({ speed: 600 });

/** San Francisco, London. */
const US = '+14155550100';
const GB = '+442079460001';

/** Calling Hours of two hours, which start `hours` hours from now in a time zone. */
function hours(zone: string, fromNow: number, more: IDataObject = {}): INodeParameters {
	const at = (shift: number) =>
		wallTime(zone, Date.now() + shift * 3_600_000).slice('YYYY-MM-DDT'.length);
	const from = at(fromNow);
	const to = at(fromNow + 2);
	return { callingHours: { hours: { from, to, ...more } } } as INodeParameters;
}

const LOS_ANGELES = 'America/Los_Angeles';
const now = (more: IDataObject = {}) => hours(LOS_ANGELES, -1, more);
const tonight = (more: IDataObject = {}) => hours(LOS_ANGELES, 5, more);

type Finished = Awaited<ReturnType<typeof runNode>>;
const jsonOf = (finished: Finished, output = 0): IDataObject[] =>
	finished.itemsOf('TopCalls', output).map(({ json }) => json);
const called = () => sandbox.calls().map(({ phoneNumber }) => phoneNumber);
const make = (safety: INodeParameters, more: Partial<INode> = {}) => makeNode({ safety }, more);
const makeAndWait = (safety: INodeParameters, parameters: INodeParameters = {}) =>
	makeNode({
		operation: 'makeAndWait',
		safety,
		options: { waitUsing: 'polling', ...(parameters.options as INodeParameters) },
	});
const people = (...phones: string[]) =>
	phones.map((phone, index) => ({ phone, name: `P${index}` }));

describe('Calling Hours', () => {
	test('calls people within them', async () => {
		const finished = await runNode(sandbox, make(now()), people(US));

		expect(called()).toEqual([US]);
		expect(jsonOf(finished)).toMatchObject([{ phone_number: US, status: 'queued' }]);
		expect(jsonOf(finished, 1)).toEqual([]);
	});

	test('Hold outputs the others by Later, with their own fields and the time to call', async () => {
		const finished = await runNode(sandbox, make(tonight()), people(US));

		expect(called()).toEqual([]);
		expect(jsonOf(finished)).toEqual([]);
		expect(jsonOf(finished, 1)).toMatchObject([
			{
				phone: US,
				name: 'P0',
				attempt: 1,
				call_after: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z$/),
				last_call: {
					call_id: null,
					status: 'not_called',
					not_called_reason: 'outside_calling_hours',
					message: expect.stringContaining('in America/Los_Angeles, outside of Calling Hours'),
					phone_number: US,
					time_zone: LOS_ANGELES,
					ended: false,
					outcome: null,
				},
			},
		]);
		const after = Date.parse(String(jsonOf(finished, 1)[0]?.call_after));
		expect(Math.abs(after - Date.now() - 5 * 3_600_000)).toBeLessThan(61_000);
	});

	test('Stop outputs them as not called', async () => {
		const finished = await runNode(sandbox, make(tonight({ outside: 'stop' })), people(US));

		expect(called()).toEqual([]);
		expect(jsonOf(finished)).toMatchObject([
			{ call_id: null, status: 'not_called', phone_number: US, call_after: expect.any(String) },
		]);
	});

	test('each number counts in its own time zone, and the items stay paired', async () => {
		const finished = await runNode(sandbox, make(now()), people(GB, US, GB));

		expect(called()).toEqual([US]);
		expect(finished.itemsOf('TopCalls').map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(finished.itemsOf('TopCalls', 1).map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 2 },
		]);
	});

	test('the one to be called first leaves by Later first, as n8n’s Wait node waits for it', async () => {
		const newYork = '+12125550100';
		const finished = await runNode(sandbox, make(tonight()), people(US, newYork, US));

		expect(jsonOf(finished, 1).map(({ phone }) => phone)).toEqual([newYork, US, US]);
		expect(finished.itemsOf('TopCalls', 1).map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 1 },
			{ item: 0 },
			{ item: 2 },
		]);
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'with %s, a bad item does not keep the others from leaving by Later',
		async (onError) => {
			const finished = await runNode(sandbox, make(now(), { onError }), people(GB, '123', US));

			expect(called()).toEqual([US]);
			expect(jsonOf(finished, 1)).toMatchObject([{ phone: GB }]);
			const errors = jsonOf(finished, onError === 'continueErrorOutput' ? 2 : 0);
			expect(errors.filter(({ error }) => error)).toMatchObject([
				{ error: expect.stringContaining('Phone Number “123”') },
			]);
		},
	);

	test('an item that comes back before its time is held again, later it is called', async () => {
		const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
		const early = await runNode(sandbox, make(now()), [
			{ phone: US, attempt: 2, call_after: inAnHour },
		]);
		expect(called()).toEqual([]);
		// The hours end in an hour: tomorrow again.
		expect(jsonOf(early, 1)).toMatchObject([
			{ attempt: 2, last_call: { not_called_reason: 'too_early' } },
		]);

		const due = await runNode(sandbox, make(now()), [
			{ phone: US, attempt: 2, call_after: new Date(Date.now() - 1_000).toISOString() },
		]);
		expect(called()).toEqual([US]);
		expect(jsonOf(due)).toMatchObject([{ phone_number: US }]);
	});
});

test('Max Calls refuses a run with more items as a whole', async () => {
	const finished = await runNode(sandbox, make({ maxCalls: 2 }), people(...fictionalNumbers(3)));
	expect(called()).toEqual([]);
	expect(finished.error?.message).toContain('3 items, more than Safety › Max Calls (2)');

	await runNode(sandbox, make({ maxCalls: 3 }), people(...fictionalNumbers(3)));
	expect(called()).toHaveLength(3);
});

test('Dry Run calls nobody and shows who would be called', async () => {
	const finished = await runNode(sandbox, make({ dryRun: true, ...now() }), people(US, GB));
	expect(called()).toEqual([]);
	expect(jsonOf(finished)).toMatchObject([
		{
			not_called_reason: 'dry_run',
			phone_number: US,
			time_zone: LOS_ANGELES,
			would_call: true,
			request: { phone_number: US, task: expect.any(String) },
		},
		{ phone_number: GB, would_call: false, would_not_call_reason: 'outside_calling_hours' },
	]);
});

describe('Call Again', () => {
	const BUSY = '+14155550002';
	const ANSWERS = '+14155550001';
	const again = { callAgain: { rule: { outcomes: ['busy'], maxAttempts: 2, waitMinutes: 30 } } };

	test('outputs people to call again by Later, with the fields of the item', async () => {
		const finished = await runNode(sandbox, makeAndWait(again), people(BUSY, ANSWERS));

		expect(jsonOf(finished)).toMatchObject([
			{ phone_number: ANSWERS, outcome: 'completed', attempt: 1 },
		]);
		expect(jsonOf(finished, 1)).toMatchObject([
			{
				phone: BUSY,
				name: 'P0',
				attempt: 2,
				last_call: { phone_number: BUSY, outcome: 'busy', attempt: 1 },
			},
		]);
		const after = Date.parse(String(jsonOf(finished, 1)[0]?.call_after));
		expect(Math.abs(after - Date.now() - 30 * 60_000)).toBeLessThan(60_000);
	});

	test('after the last attempt the result leaves by the first output', async () => {
		const item = { phone: BUSY, attempt: 2, call_after: '2026-01-01T00:00:00.000Z' };
		const finished = await runNode(sandbox, makeAndWait(again), [item]);

		expect(jsonOf(finished)).toMatchObject([{ outcome: 'busy', attempt: 2 }]);
		expect(jsonOf(finished, 1)).toEqual([]);
	});

	test('with a key of the user’s own, the next attempt is another call', async () => {
		const node = (item: IDataObject) =>
			runNode(sandbox, makeAndWait(again, { options: { idempotencyKey: 'lead-17-today' } }), [
				item,
			]);
		const first = await node({ phone: BUSY });
		await node(jsonOf(first, 1)[0] as IDataObject);
		expect(called()).toEqual([BUSY]);

		await node({ ...jsonOf(first, 1)[0], call_after: '2026-01-01T00:00:00.000Z' });
		expect(called()).toEqual([BUSY, BUSY]);
	});
});

describe('Make and Wait by webhook', () => {
	const waiting = (safety: INodeParameters) =>
		makeNode({ operation: 'makeAndWait', options: { waitUsing: 'webhook' }, safety });

	test('held items do not delay the others, and all items stay paired', async () => {
		const answers = '+14155550001';
		const finished = await runNode(sandbox, waiting(now()), people(GB, answers));

		expect(jsonOf(finished)).toMatchObject([{ phone_number: answers, outcome: 'completed' }]);
		expect(jsonOf(finished, 1)).toMatchObject([{ phone: GB, attempt: 1 }]);
		const items = [0, 1].flatMap((output) => finished.itemsOf('TopCalls', output));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 0 }]);
	});

	test('without items for Later, the execution waits for the event', async () => {
		const finished = await runNode(sandbox, waiting(now()), people(US));
		expect(finished.run.waitTill).toBeDefined();
	});

	test('items that are not called are output with the others when Max Wait is over', async () => {
		const items = people(GB, US);
		const topCalls = waiting(now({ outside: 'stop' }));
		const workflow = {
			nodes: [startWith(items), topCalls],
			connections: chain('Start', 'TopCalls'),
			credential: credentialOf(sandbox),
		};
		const suspended = await runNode(sandbox, topCalls, items);
		expect(suspended.run.waitTill).toBeDefined();

		const finished = await continueWorkflow(workflow, suspended);
		expect(jsonOf(finished)).toMatchObject([
			{ status: 'not_called', phone_number: GB },
			{ wait: 'timed_out', phone_number: US },
		]);
	});

	test('when all are held, the node does not wait', async () => {
		const finished = await runNode(sandbox, waiting(tonight()), people(US));
		expect(finished.run.waitTill).toBeUndefined();
		expect(jsonOf(finished, 1)).toHaveLength(1);
	});
});
