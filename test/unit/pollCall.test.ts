import { normalizeCall } from '../../nodes/shared/call/call';
import type { TopCallsClient } from '../../nodes/shared/client/client';
import { TopCallsError } from '../../nodes/shared/errors/TopCallsError';
import { pollCall, type Polling } from '../../nodes/TopCalls/wait/pollCall';

type Answer = Record<string, unknown> | TopCallsError;

const MINUTE = 60_000;
const DEADLINE = 60 * MINUTE;
const OPEN = { status: 'in_progress' };
const DONE = { status: 'completed', completed: true };
const http = (status: number) => new TopCallsError('http', `HTTP ${status}`, { status });
const UNREADABLE = new TopCallsError('unreadable', 'no call ID');

/** Polls several calls; each answer depends on the time since the start. */
async function poll(...answers: Array<(elapsed: number) => Answer>) {
	let time = 0;
	const client = {
		request: async ({ path }: { path: string }, _: number, read: (answer: unknown) => unknown) => {
			const id = path.split('/').at(-1) as string;
			const answer = answers[Number(id)]?.(time);
			if (answer instanceof TopCallsError) throw answer;
			return read({ id, ...answer });
		},
	} as unknown as TopCallsClient;

	// Once all calls are waited for, the time advances to the next poll of any of them.
	const sleeping = new Set<{ until: number; wake(): void }>();
	const polling: Polling = {
		client,
		deadline: DEADLINE,
		now: () => time,
		pause: async (ms) =>
			await new Promise((wake) => sleeping.add({ until: time + ms, wake: () => wake() })),
	};
	let running = answers.length;
	const results = answers.map(async (_, order) => {
		const placed = normalizeCall({ id: String(order), status: 'queued' });
		const result = await pollCall(polling, placed, order)
			.then(({ call, lost }) => lost ?? call.outcome ?? 'open')
			.catch((error: Error) => `failed: ${error.message}`);
		running -= 1;
		return { result: result instanceof Error ? `lost: ${result.message}` : result, at: time };
	});
	while (running > 0) {
		await new Promise(setImmediate);
		const [next] = [...sleeping].sort((one, other) => one.until - other.until);
		if (!next) continue;
		time = next.until;
		sleeping.delete(next);
		next.wake();
	}
	return await Promise.all(results);
}

const endsAt = (end: number) => (elapsed: number) => (elapsed < end ? OPEN : DONE);
const always = (answer: Answer) => () => answer;

test('a call that TopCalls does not know for the first seconds is waited for', async () => {
	const [first] = await poll((elapsed) => (elapsed < 20_000 ? http(404) : endsAt(MINUTE)(elapsed)));
	expect(first?.result).toBe('completed');
});

test.each([0, 2 * MINUTE])(
	'a call deleted after %d ms is given up within a minute',
	async (from) => {
		const [gone, other] = await poll(
			(elapsed) => (elapsed < from ? OPEN : http(404)),
			endsAt(10 * MINUTE),
		);
		expect(gone?.result).toBe('lost: HTTP 404');
		expect(gone?.at).toBeLessThan(from + MINUTE);
		expect(other?.result).toBe('completed');
	},
);

test.each([http(400), http(401), http(403), http(500), http(503), http(429), UNREADABLE])(
	'if only one call answers %j, it is given up in time, and the others are output',
	async (answer) => {
		const [bad, other] = await poll(always(answer), endsAt(10 * MINUTE));
		expect(bad?.result).toBe(`lost: ${answer.message}`);
		expect(bad?.at).toBeLessThan(6 * MINUTE);
		expect(other?.result).toBe('completed');
	},
);

test.each([http(400), http(401), http(402), http(403)])(
	'with %j for every call waiting is of no use',
	async (answer) => {
		for (const { result, at } of await poll(always(answer), always(answer))) {
			expect(result).toBe(`failed: ${answer.message}`);
			expect(at).toBeLessThan(MINUTE);
		}
	},
);

test.each([http(500), http(429), UNREADABLE, new TopCallsError('unreachable', 'no network')])(
	'with %j for every call polling continues',
	async (answer) => {
		const down = (elapsed: number) => (elapsed < 20 * MINUTE ? answer : DONE);
		const results = await poll(down, down);
		expect(results.map(({ result }) => result)).toEqual(['completed', 'completed']);
	},
);

test('polling continues when the network fails while one call is still open', async () => {
	const [, late] = await poll(endsAt(MINUTE), (elapsed) =>
		elapsed > 2 * MINUTE && elapsed < 20 * MINUTE ? http(502) : endsAt(30 * MINUTE)(elapsed),
	);
	expect(late?.result).toBe('completed');
});

test.each([{ completed: false }, { completed: null }, {}])(
	'a call that is already over, with %j, gets a grace period from the first poll',
	async (told) => {
		const raw = { status: 'completed', ...told, end_at: null };
		const done = (elapsed: number) => (elapsed < MINUTE ? OPEN : raw);
		const late = (elapsed: number) => (elapsed < MINUTE + 18_000 ? done(elapsed) : DONE);
		const [never, soon] = await poll(done, late);
		expect(never?.at).toBeGreaterThan(MINUTE + 40_000);
		expect(never?.at).toBeLessThan(MINUTE + 70_000);
		expect(soon?.at).toBeLessThan(never?.at as number);
	},
);
