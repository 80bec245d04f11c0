import { AccountQueues } from '../../nodes/shared/client/throttle/accountQueues';
import { ManualClock, settled } from './manualClock';
import { request, SimulatedApi, type Answer } from './simulation';

const RATE = { perSecond: 20, burst: 20 };
const LATENCY_MS = 50;
const ACCOUNT = 'account';
const REFUSED: Answer = { status: 429, retryAfterMs: 1_000 };

let clock: ManualClock;
let accounts: AccountQueues;

beforeEach(() => {
	clock = new ManualClock();
	accounts = new AccountQueues(clock);
});

/** Runs the clock until all is done. */
async function done<T>(work: Array<Promise<T>>): Promise<Array<PromiseSettledResult<T>>> {
	let results: Array<PromiseSettledResult<T>> | undefined;
	void Promise.allSettled(work).then((all) => (results = all));
	while (!results) await clock.advance(1_000);
	return results;
}

/** @returns when each request was accepted */
async function accepted(work: Array<Promise<number>>): Promise<number[]> {
	return (await done(work)).map((result) => {
		if (result.status === 'rejected') throw result.reason;
		return result.value;
	});
}

/** Executions of one call each, started at once. */
function executions(count: number, api: SimulatedApi): Array<Promise<number>> {
	return Array.from(
		{ length: count },
		async () => await request(accounts.open(ACCOUNT), api, clock),
	);
}

function leastMs(count: number): number {
	return ((count - RATE.burst) / RATE.perSecond) * 1_000 + LATENCY_MS;
}

test.each([1_000, 2_000, 7_000])(
	'%d executions of one call each share the pace: few are refused, none gives up',
	async (count) => {
		const api = new SimulatedApi(clock, LATENCY_MS, RATE);

		const endedAt = await accepted(executions(count, api));

		expect(Math.max(...endedAt)).toBeLessThanOrEqual(1.1 * leastMs(count));
		expect(api.answers.get(429)).toBeLessThanOrEqual(0.2 * count);
	},
);

test('a few calls do not wait for an execution of thousands', async () => {
	const api = new SimulatedApi(clock, LATENCY_MS, RATE);
	const large = accounts.open(ACCOUNT);
	const many = Array.from(
		{ length: 5_000 },
		async (_, index) => await request(large, api, clock, index),
	);
	await clock.advance(10_000);
	const since = clock.now();
	const few = executions(200, api);

	const waits = (await accepted(few)).map((at) => at - since).sort((a, b) => a - b);
	const whole = Math.max(...(await accepted(many)));

	expect(waits[100]).toBeLessThanOrEqual(0.05 * whole);
});

test.each([50, 700])(
	'429 on a fifth of the first attempts costs executions of one call little: answers take %d ms',
	async (latencyMs) => {
		const count = 500;
		const without = await accepted(executions(count, new SimulatedApi(clock, latencyMs)));
		const before = Math.max(...without);
		let state = 1;
		const random = () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
		const fault = (attempt: number) => (attempt === 0 && random() < 0.2 ? REFUSED : undefined);
		const since = clock.now();
		const endedAt = await accepted(
			executions(count, new SimulatedApi(clock, latencyMs, undefined, fault)),
		);

		// Each pause that TopCalls asks for is kept: by all requests until it turns out to be of no use, then by the rejected ones.
		expect(Math.max(...endedAt) - since).toBeLessThanOrEqual(
			1.5 * before + 2 * (1_000 + latencyMs),
		);
	},
);

test('a lookup for a trigger goes before all calls', async () => {
	const api = new SimulatedApi(clock, LATENCY_MS, RATE);
	const calls = executions(1_000, api);
	await clock.advance(10_000);
	const since = clock.now();

	const [at] = await accepted([request(accounts.open(ACCOUNT, { isUrgent: true }), api, clock)]);

	// The next slot, unless TopCalls has just asked for a pause.
	expect(Number(at) - since).toBeLessThanOrEqual(1_000 + 2 * LATENCY_MS);
	await accepted(calls);
});

test('thousands of lookups leave a part of the slots to the calls', async () => {
	const api = new SimulatedApi(clock, LATENCY_MS, RATE);
	const trigger = accounts.open(ACCOUNT, { isUrgent: true });
	const lookups = Array.from({ length: 2_000 }, async () => await request(trigger, api, clock));
	const calls = await accepted(executions(100, api));

	expect(Math.max(...calls)).toBeLessThan(2 * leastMs(400));
	await accepted(lookups);
});

test('an account that refuses everything is given up, though lookups are accepted', async () => {
	const api = new SimulatedApi(clock, LATENCY_MS, undefined, () => REFUSED);
	const good = new SimulatedApi(clock, LATENCY_MS);
	const calls = Promise.allSettled(executions(3, api));
	let isOver = false;
	void calls.then(() => (isOver = true));
	while (!isOver && clock.now() < 3_600_000) {
		void request(accounts.open(ACCOUNT, { isUrgent: true }), good, clock);
		await clock.advance(30_000);
	}

	expect((await calls).map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
	expect(clock.now()).toBeLessThan(10 * 60_000);
});

test('whoever waits for a turn does not give up while others get through, however long it takes', async () => {
	const slow = { perSecond: 1, burst: 1 };
	const api = new SimulatedApi(clock, LATENCY_MS, slow);

	const endedAt = await accepted(executions(600, api));

	expect(Math.max(...endedAt)).toBeGreaterThan(2 * 300_000 - 60_000);
});

test('an execution that is canceled takes out its own requests only', async () => {
	const api = new SimulatedApi(clock, LATENCY_MS, RATE);
	const canceled = accounts.open(ACCOUNT);
	const own = Array.from(
		{ length: 500 },
		async (_, index) => await request(canceled, api, clock, index),
	);
	const others = executions(100, api);
	await clock.advance(2_000);

	canceled.abort(new Error('canceled'));

	const statuses = (await done(own)).map(({ status }) => status);
	expect(statuses.filter((status) => status === 'rejected').length).toBeGreaterThan(400);
	await expect(accepted(others)).resolves.toHaveLength(100);
});

test('files that take long to arrive hold up no other request', async () => {
	const files = accounts.open(ACCOUNT);
	for (let file = 0; file < 300; file++)
		void files.run(file, async () => await clock.sleep(600_000));
	const api = new SimulatedApi(clock, LATENCY_MS);

	const endedAt = await accepted(executions(20, api));

	expect(Math.max(...endedAt)).toBeLessThan(10_000);
});

test('what an execution has learned holds for the next one while it runs, and is forgotten when all is done', async () => {
	const api = new SimulatedApi(clock, LATENCY_MS, RATE);
	const first = executions(500, api);
	await clock.advance(20_000);
	const refused = Number(api.answers.get(429));
	await accepted([...first, ...executions(500, api)]);
	expect(Number(api.answers.get(429)) - refused).toBeLessThan(50);

	expect(accounts.size).toBe(0);
	await settled();
	expect(clock.sleeping).toBe(0);
});

test('two accounts do not slow each other down', async () => {
	const paused = accounts.open('one');
	const slot = await paused.acquire(0, false);
	paused.throttled(slot, 60_000, true);
	const waiting = paused.acquire(0, true);

	const [at] = await accepted([
		request(accounts.open('two'), new SimulatedApi(clock, LATENCY_MS), clock),
	]);

	expect(at).toBe(LATENCY_MS);
	paused.abort(new Error('over'));
	await expect(waiting).rejects.toThrow('over');
});
