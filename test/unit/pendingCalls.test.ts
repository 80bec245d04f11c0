import type { Call } from '../../nodes/shared/call/call';
import type { TopCallsClient } from '../../nodes/shared/client/client';
import { TopCallsError } from '../../nodes/shared/errors/TopCallsError';
import { PendingCalls } from '../../nodes/TopCalls/wait/pendingCalls';

const A_MINUTE = 60_000;

type Answer = Record<string, unknown> | TopCallsError;

const NOON = Date.parse('2026-01-01T12:00:00Z');

let clock: number;
let asked: string[];
let beforeAnswer: () => void;
/** A call of TopCalls; completed if nothing else is set. */
let answers: Record<string, Answer>;
const client = {
	request: async ({ path }: { path: string }, _: number, read: (answer: unknown) => unknown) => {
		asked.push(path);
		beforeAnswer();
		const id = path.split('/').at(-1) as string;
		const answer = answers[id] ?? { status: 'completed', completed: true, transcript: 'Hello' };
		if (answer instanceof TopCallsError) throw answer;
		return read({ id, ...answer });
	},
} as unknown as TopCallsClient;

const NOT_FOUND = new TopCallsError('http', 'TopCalls did not find it', { status: 404 });
const UNREADABLE = new TopCallsError('unreadable', 'TopCalls answered without a call ID');
const OPEN = { status: 'in_progress' };

beforeEach(() => {
	asked = [];
	answers = {};
	beforeAnswer = () => undefined;
	clock = NOON;
});

const newWait = () => new PendingCalls(() => clock);

/** The state of a wait that began a while ago: for each call, whether it was read or why not. */
async function known(calls: PendingCalls, callIds: string[], beganAgo = 10 * A_MINUTE) {
	const found = await calls.endedCalls(client, callIds, clock - beganAgo);
	if (typeof found === 'string') return found;
	return Object.fromEntries(
		[...found].map(([id, call]) => [id, (call as Call).outcome ?? (call as TopCallsError).message]),
	);
}

test('an ended call is requested once while the execution waits', async () => {
	const calls = newWait();
	await calls.endedCall(client, 'a', clock);

	const all = { a: 'completed', b: 'completed' };
	expect(await known(calls, ['a', 'b'])).toEqual(all);
	expect(await known(calls, ['a', 'b'])).toEqual(all);
	expect(asked).toEqual(['/v1/calls/a', '/v1/calls/b']);
});

test('a resumed execution leaves no call behind, and a later event asks the API again', async () => {
	const calls = newWait();
	const before = await known(calls, ['a', 'b']);
	expect(calls.tryResume(clock - A_MINUTE)).toBe(true);

	expect(Object.keys(before).sort()).toEqual(['a', 'b']);
	expect(Object.keys(await known(calls, ['a', 'b']))).toHaveLength(2);
	expect(asked).toHaveLength(4);
});

test('a copy of the event at the same moment neither resumes nor keeps its call', async () => {
	const calls = newWait();
	expect(calls.tryResume(clock)).toBe(true);
	expect(calls.tryResume(clock)).toBe(false);

	expect(await calls.endedCall(client, 'a', clock)).toBeDefined();
	expect(await calls.endedCall(client, 'a', clock)).toBeDefined();
	expect(asked).toHaveLength(2);
});

test('a copy that is still reading calls when the execution resumes stops reading', async () => {
	const calls = newWait();
	beforeAnswer = () => calls.tryResume(clock);

	expect(await known(calls, ['a', 'b', 'c', 'd'])).toBe('open');
	expect(asked).toEqual(['/v1/calls/d']);
});

describe('One bad call does not delay the others', () => {
	test.each(['a', 'b', 'c'])('a deleted call, whichever of them it is (%s)', async (bad) => {
		answers = { [bad]: NOT_FOUND };
		const found = await known(newWait(), ['a', 'b', 'c']);
		expect(found).toMatchObject({
			a: 'completed',
			b: 'completed',
			c: 'completed',
			[bad]: NOT_FOUND.message,
		});
	});

	test('a single deleted call, which then has its own error', async () => {
		answers = { a: NOT_FOUND };
		expect(await known(newWait(), ['a'])).toEqual({ a: NOT_FOUND.message });
	});

	test('a new call may be unknown for a moment: the event must be delivered again', async () => {
		answers = { b: NOT_FOUND };
		const calls = newWait();
		expect(await known(calls, ['a', 'b'], 5_000)).toBe('unclear');
		answers = {};
		expect(await known(calls, ['a', 'b'], 65_000)).toEqual({ a: 'completed', b: 'completed' });
	});

	test('a call that cannot be read is given up after a few deliveries, not at once', async () => {
		answers = { b: UNREADABLE };
		const calls = newWait();
		expect(await known(calls, ['a', 'b'])).toBe('unclear');
		clock += A_MINUTE;
		expect(await known(calls, ['a', 'b'])).toBe('unclear');
		clock += 5 * A_MINUTE;
		expect(await known(calls, ['a', 'b'])).toEqual({ a: 'completed', b: UNREADABLE.message });
	});

	test('as long as no call at all can be read, none is given up', async () => {
		answers = { a: UNREADABLE, b: UNREADABLE };
		const calls = newWait();
		for (let delivery = 0; delivery < 5; delivery += 1) {
			expect(await known(calls, ['a', 'b'])).toBe('unclear');
			clock += 10 * A_MINUTE;
		}
	});

	test('while another call is open, the execution keeps waiting', async () => {
		answers = { a: OPEN, b: NOT_FOUND };
		expect(await known(newWait(), ['a', 'b'])).toBe('open');
	});
});

test.each([{ completed: null }, {}, { completed: false, end_at: null }])(
	'a call with %j gets some time for its transcript, then is output as it is',
	async (told) => {
		answers = { a: { status: 'completed', ...told } };
		const calls = newWait();
		expect(await known(calls, ['a'])).toBe('processing');
		clock += A_MINUTE;
		answers = { a: { ...answers.a, transcript: 'Hello', completed: true } };
		expect(await known(calls, ['a'])).toEqual({ a: 'completed' });

		const others = newWait();
		answers = { a: { status: 'completed', ...told } };
		expect(await known(others, ['a'])).toBe('processing');
		clock += 2 * A_MINUTE;
		expect(await known(others, ['a'])).toEqual({ a: 'completed' });
	},
);
