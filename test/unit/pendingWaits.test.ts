import type { TopCallsClient } from '../../nodes/shared/client/client';
import { PendingWaits } from '../../nodes/TopCalls/wait/pendingWaits';

let clock = Date.parse('2026-01-01T12:00:00Z');
let requests = 0;
const client = {
	request: async ({ path }: { path: string }, _: number, read: (answer: unknown) => unknown) => {
		requests += 1;
		return read({ id: path.split('/').at(-1), status: 'completed', completed: true });
	},
} as unknown as TopCallsClient;

const newWaits = () => new PendingWaits(() => clock);
const namesOf = (count: number) => Array.from({ length: count }, (_, index) => `wait ${index}`);

beforeEach(() => (requests = 0));

test('a copy of an event resumes no execution again, however many others are resumed meanwhile', () => {
	const waits = newWaits();
	expect(waits.of('first').tryResume(clock)).toBe(true);
	for (const name of namesOf(30_000)) waits.of(name).tryResume(clock);

	expect(waits.of('first').tryResume(clock)).toBe(false);
	clock += 60_000;
	expect(waits.of('first').tryResume(clock)).toBe(true);
});

test('the calls of a thousand executions are not all held, and those forgotten are fetched again', async () => {
	const waits = newWaits();
	const names = namesOf(1_000);
	const callIds = Array.from({ length: 10 }, (_, index) => `call-${index}`);
	for (const name of names) {
		for (const callId of callIds) await waits.of(name).endedCall(client, callId, clock);
	}
	expect(requests).toBe(10_000);

	const held = names.map((name) => waits.of(name).size);
	expect(held.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(5_000);
	const calls = await waits.of('wait 0').endedCalls(client, callIds, clock);
	expect([...calls].length).toBe(10);
	expect(requests).toBe(10_010);
});

test('the calls of the execution that an event is about are kept, however many they are', async () => {
	const waits = newWaits();
	const callIds = Array.from({ length: 6_000 }, (_, index) => `call-${index}`);
	for (const callId of callIds) await waits.of('large').endedCall(client, callId, clock);
	await waits.of('large').endedCalls(client, callIds, clock);

	expect(requests).toBe(6_000);
});
