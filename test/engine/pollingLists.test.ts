import { fictionalNumbers } from '../../dev/sandbox';
import { Client } from '../support/apiClient';
import { PollingWorkflow } from './pollingWorkflow';
import { useSandbox } from '../support/sandbox';

const BUSY = '+14155550002';
const SLOW = '+14155550007';
const MINUTE = 60_000;

const sandbox = useSandbox({ speed: 0 });
const client = new Client(sandbox);

const place = async (...called: string[]) =>
	await Promise.all(called.map(async (number) => await client.callId(number)));

/** Calls created one after the other. */
async function placeInTurn(count: number): Promise<string[]> {
	const placed: string[] = [];
	for (const number of fictionalNumbers(count)) {
		placed.push(...(await place(number)));
		sandbox.advance(1);
	}
	return placed;
}

async function activated(): Promise<PollingWorkflow> {
	const workflow = new PollingWorkflow(sandbox);
	expect(await workflow.poll()).toEqual([]);
	return workflow;
}

describe('undocumented forms of lists', () => {
	test.each(['newest first', 'oldest first'] as const)(
		'a list that begins with the %s: each call is output once, in the order of creation',
		async (listOrder) => {
			for (const cursor of ['exact', 'inclusive', 'exclusive'] as const) {
				sandbox.reset();
				sandbox.configure({ listOrder, cursor });
				await placeInTurn(120);
				sandbox.advance(10 * MINUTE);
				const [slow] = await place(SLOW);
				const workflow = await activated();
				const placed: string[] = [];
				for (const size of [60, 130, 130]) {
					placed.push(...(await placeInTurn(size)));
					sandbox.advance(10 * MINUTE);
				}
				sandbox.advance(60 * MINUTE);
				const seen = await workflow.ids();
				expect([...seen].sort()).toEqual([...placed, slow].sort());
				expect(await workflow.ids()).toEqual([]);
				const [last] = await place(BUSY);
				sandbox.advance(10 * MINUTE);
				expect(await workflow.restarted().ids()).toEqual([last]);
			}
		},
	);

	test.each(['no zone', 'seconds', 'milliseconds'] as const)(
		'times written as %s are read',
		async (timeForm) => {
			sandbox.configure({ timeForm });
			await place(...fictionalNumbers(120));
			sandbox.advance(60 * MINUTE);
			const workflow = await activated();
			const placed = await place(...fictionalNumbers(60));
			sandbox.advance(60 * MINUTE);
			expect((await workflow.ids()).sort()).toEqual(placed.sort());
			expect(await workflow.ids()).toEqual([]);
		},
	);

	const MANY_DAYS = 40 * 24 * 60 * MINUTE;
	test.each([10 * MINUTE, 20 * 60 * MINUTE, MANY_DAYS])(
		'a call dated %d ms in the future does not hide later ones',
		async (ahead) => {
			const workflow = await activated();
			const [odd] = await place(BUSY);
			sandbox.advance(MINUTE);
			const seen = [];
			for (let poll = 0; poll < 3; poll += 1) {
				await listedWith(String(odd), { created_at: new Date(Date.now() + ahead).toISOString() });
				seen.push(...(await workflow.ids()));
				sandbox.clearFaults();
				await place(BUSY);
				sandbox.advance(MINUTE);
			}
			seen.push(...(await workflow.ids()));
			expect(new Set(seen)).toEqual(new Set(sandbox.calls().map(({ id }) => id)));
			expect(seen).toHaveLength(4);
		},
	);

	test('a call without a time is output once, however many follow', async () => {
		await place(BUSY);
		sandbox.advance(30 * MINUTE);
		const workflow = await activated();
		const [odd] = await place(BUSY);
		sandbox.advance(MINUTE);
		const seen = [];
		for (let poll = 0; poll < 4; poll += 1) {
			await listedWith(String(odd), { created_at: null, started_at: null, end_at: undefined });
			seen.push(...(await workflow.ids()));
			sandbox.clearFaults();
			await place(BUSY);
			sandbox.advance(10 * MINUTE);
		}
		expect(seen.filter((id) => id === odd).length).toBeLessThanOrEqual(1);
		expect(seen.filter((id) => id !== odd)).toHaveLength(3);
	});

	test('without any time, the poll says why it cannot distinguish new calls from old ones', async () => {
		const workflow = await activated();
		const [call] = await place(BUSY);
		sandbox.advance(MINUTE);
		await listedWith(String(call), { created_at: null, started_at: null, end_at: null });
		await expect(workflow.poll()).rejects.toThrow('TopCalls lists calls without a time');
		sandbox.clearFaults();
		expect(await workflow.ids()).toEqual([call]);
	});
});

/** From now on the list shows one of its calls with other fields. */
async function listedWith(id: string, fields: object): Promise<void> {
	const list = (await client.get('/v1/calls')).json<{ data: Array<{ id: string }> }>();
	const data = list.data.map((call) => (call.id === id ? { ...call, ...fields } : call));
	const body = { ...list, data };
	sandbox.fault({ when: { method: 'GET', path: '/v1/calls' }, do: { status: 200, body } });
}
