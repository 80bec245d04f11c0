import type { TopCallsClient } from '../../nodes/api/client';
import { KnownCalls } from '../../nodes/wait/knownCalls';

const A_MINUTE = 60_000;

let asked: string[];
let beforeAnswer: () => void;
/** Answers each call as completed. */
const client = {
	request: async ({ path }: { path: string }, _: number, read: (answer: unknown) => unknown) => {
		asked.push(path);
		beforeAnswer();
		return read({ id: path.split('/').at(-1), status: 'completed', transcript: 'Hello' });
	},
} as unknown as TopCallsClient;

beforeEach(() => {
	asked = [];
	beforeAnswer = () => undefined;
});

test('an ended call is asked for once while the flow waits', async () => {
	const known = new KnownCalls();
	await known.settledCall(client, 'a');

	expect([...((await known.settledCalls(client, ['a', 'b'])) ?? [])]).toEqual([
		['a', expect.objectContaining({ call_id: 'a', transcript_text: 'Hello' })],
		['b', expect.objectContaining({ call_id: 'b' })],
	]);
	await known.settledCalls(client, ['a', 'b']);
	expect(asked).toEqual(['/v1/calls/a', '/v1/calls/b']);
});

test('a flow that goes on leaves no call behind, and what comes later asks the API again', async () => {
	const known = new KnownCalls();
	const calls = await known.settledCalls(client, ['a', 'b']);
	expect(known.claimResume(Date.now() - A_MINUTE)).toBe(true);

	expect([...(calls?.keys() ?? [])]).toEqual(['b', 'a']);
	expect((await known.settledCalls(client, ['a', 'b']))?.size).toBe(2);
	expect(asked).toHaveLength(4);
});

test('a copy of the event at the same moment neither resumes too nor keeps its call', async () => {
	const known = new KnownCalls();
	expect(known.claimResume(Date.now())).toBe(true);
	expect(known.claimResume(Date.now())).toBe(false);

	expect(await known.settledCall(client, 'a')).toBeDefined();
	expect(await known.settledCall(client, 'a')).toBeDefined();
	expect(asked).toHaveLength(2);
});

test('a copy that is still asking when the flow goes on asks no further', async () => {
	const known = new KnownCalls();
	beforeAnswer = () => known.claimResume(Date.now());

	expect(await known.settledCalls(client, ['a', 'b', 'c', 'd'])).toBeUndefined();
	expect(asked).toEqual(['/v1/calls/d']);
});
