import fc from 'fast-check';

import { AccountQueues } from '../../nodes/shared/client/throttle/accountQueues';
import type { ThrottleSettings } from '../../nodes/shared/client/throttle/requestQueue';
import { ManualClock } from './manualClock';

const ACCOUNT = 'account';

/** The result of a request that was sent. */
type Fate = 'accepted' | 'failed' | 'limited' | 'overloaded';

interface Execution {
	startsAtMs: number;
	settings: ThrottleSettings;
	/** Of each of its requests: what each attempt meets; after that it is accepted. */
	requests: Fate[][];
	stop?: { atMs: number; how: 'drain' | 'abort' };
}

const fate = fc.oneof(
	{ weight: 5, arbitrary: fc.constant<Fate>('accepted') },
	{ weight: 1, arbitrary: fc.constantFrom<Fate>('failed', 'limited', 'overloaded') },
);

const execution: fc.Arbitrary<Execution> = fc.record({
	startsAtMs: fc.nat(5_000),
	settings: fc.record(
		{
			maxConcurrency: fc.integer({ min: 1, max: 20 }),
			requestsPerMinute: fc.integer({ min: 30, max: 6_000 }),
			isUrgent: fc.boolean(),
		},
		{ requiredKeys: [] },
	),
	requests: fc.array(fc.array(fate, { maxLength: 3 }), { maxLength: 30 }),
	stop: fc.option(
		fc.record({
			atMs: fc.nat(10_000),
			how: fc.constantFrom<'drain' | 'abort'>('drain', 'abort'),
		}),
		{ nil: undefined },
	),
});

interface Attempt {
	execution: number;
	request: number;
	isRetry: boolean;
	startedAt: number;
	endedAt: number;
}

interface Story {
	attempts: Attempt[];
	/** The result of each request, by execution. */
	results: string[][];
	accounts: AccountQueues;
	clock: ManualClock;
}

const PAUSE_MS = 1_000;

/** Runs the executions against a server that answers as it is told. */
async function live(executions: Execution[], latencyMs: number): Promise<Story> {
	const clock = new ManualClock();
	const accounts = new AccountQueues(clock);
	const attempts: Attempt[] = [];

	const run = async ({ startsAtMs, settings, requests, stop }: Execution, index: number) => {
		await clock.sleep(startsAtMs);
		const queue = accounts.open(ACCOUNT, settings);
		if (stop) {
			void clock.sleep(stop.atMs).then(() => queue[stop.how](new Error(`by ${stop.how}`)));
		}
		const one = async (fates: Fate[], request: number): Promise<string> => {
			let pauseMs = 0;
			for (let sent = 0; ; sent++) {
				const slot = await queue.acquire(request, sent > 0, pauseMs);
				const startedAt = clock.now();
				await clock.sleep(latencyMs);
				const endedAt = clock.now();
				attempts.push({ execution: index, request, isRetry: sent > 0, startedAt, endedAt });
				const met = fates[sent] ?? 'accepted';
				if (met === 'accepted') queue.succeeded(slot);
				else if (met === 'failed') queue.failed();
				else queue.throttled(slot, PAUSE_MS, met === 'limited');
				if (met === 'accepted') return 'accepted';
				pauseMs = PAUSE_MS;
			}
		};
		return await Promise.all(
			requests.map(
				async (fates, request) => await one(fates, request).catch(({ message }: Error) => message),
			),
		);
	};

	let results: string[][] | undefined;
	void Promise.all(executions.map(run)).then((all) => (results = all));
	for (let minutes = 0; !results && minutes < 600; minutes++) await clock.advance(60_000);
	if (!results) throw new Error('a request was never answered');
	// A wake-up that nobody needs any more.
	await clock.advance(60_000);
	return { attempts, results, accounts, clock };
}

const stories = fc.tuple(fc.array(execution, { maxLength: 8 }), fc.constantFrom(0, 30, 400));
const runs = { numRuns: 100 };

test('each request is sent until it is accepted, or is told why it was not', async () => {
	await fc.assert(
		fc.asyncProperty(stories, async ([executions, latencyMs]) => {
			const { results, attempts } = await live(executions, latencyMs);
			executions.forEach(({ requests, stop }, index) => {
				expect(results[index]).toHaveLength(requests.length);
				const allowed = stop ? ['accepted', `by ${stop.how}`] : ['accepted'];
				for (const result of results[index] ?? []) expect(allowed).toContain(result);
			});
			const first = attempts.filter(({ isRetry }) => !isRetry);
			expect(new Set(first.map((each) => `${each.execution} ${each.request}`)).size).toBe(
				first.length,
			);
		}),
		runs,
	);
});

test('nothing is left behind: no account, no request, no timer', async () => {
	await fc.assert(
		fc.asyncProperty(stories, async ([executions, latencyMs]) => {
			const { accounts, clock } = await live(executions, latencyMs);
			expect(accounts.size).toBe(0);
			expect(clock.sleeping).toBe(0);
		}),
		runs,
	);
});

test('the requests of an execution go out in the order of its items', async () => {
	await fc.assert(
		fc.asyncProperty(stories, async ([executions, latencyMs]) => {
			const { attempts } = await live(executions, latencyMs);
			const first = attempts.filter(({ isRetry }) => !isRetry);
			executions.forEach((_, index) => {
				const own = first.filter((attempt) => attempt.execution === index);
				const started = own.sort((a, b) => a.startedAt - b.startedAt || a.request - b.request);
				expect(started.map(({ request }) => request)).toEqual(started.map((_each, order) => order));
			});
		}),
		runs,
	);
});

test('the limits that a node sets hold for it, whatever the account allows', async () => {
	await fc.assert(
		fc.asyncProperty(stories, async ([executions, latencyMs]) => {
			const { attempts } = await live(executions, latencyMs);
			executions.forEach(({ settings }, index) => {
				const own = attempts.filter((attempt) => attempt.execution === index);
				const { maxConcurrency = 100, requestsPerMinute } = settings;
				for (const { startedAt } of own) {
					const atOnce = own.filter(
						(other) => other.startedAt <= startedAt && other.endedAt > startedAt,
					);
					expect(atOnce.length).toBeLessThanOrEqual(maxConcurrency);
				}
				if (requestsPerMinute === undefined) return;
				const starts = own.map(({ startedAt }) => startedAt).sort((a, b) => a - b);
				starts.slice(1).forEach((start, before) => {
					expect(start - (starts[before] as number)).toBeGreaterThanOrEqual(
						60_000 / requestsPerMinute - 1e-6,
					);
				});
			});
		}),
		runs,
	);
});

test('between executions that have work, no one is more than one slot ahead', async () => {
	const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 12 });
	await fc.assert(
		fc.asyncProperty(sizes, fc.integer({ min: 1, max: 300 }), async (counts, latencyMs) => {
			const clock = new ManualClock();
			const accounts = new AccountQueues(clock);
			// One that keeps the window busy, so that the others are all there when it opens.
			const first = accounts.open(ACCOUNT);
			const held = await Promise.all(
				Array.from({ length: 10 }, async () => await first.acquire(0, false)),
			);
			const slots: number[] = [];
			const all = counts.flatMap((count, index) => {
				const queue = accounts.open(ACCOUNT);
				return Array.from({ length: count }, async (_, order) => {
					const slot = await queue.acquire(order, false);
					slots.push(index);
					await clock.sleep(latencyMs);
					queue.succeeded(slot);
				});
			});
			for (const slot of held) first.succeeded(slot);
			await clock.advance(1_000_000);
			await Promise.all(all);

			const had = counts.map(() => 0);
			for (const index of slots) {
				had[index] = Number(had[index]) + 1;
				const hungry = had.filter((count, each) => count < Number(counts[each]));
				if (hungry.length > 0)
					expect(Math.max(...hungry) - Math.min(...hungry)).toBeLessThanOrEqual(1);
			}
		}),
		{ numRuns: 50 },
	);
});
