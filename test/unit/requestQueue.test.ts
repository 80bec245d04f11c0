import { AccountQueues } from '../../nodes/shared/client/throttle/accountQueues';
import type {
	RequestQueue,
	Slot,
	ThrottleSettings,
} from '../../nodes/shared/client/throttle/requestQueue';
import { ManualClock, settled } from './manualClock';

let clock: ManualClock;
let queue: RequestQueue;
let slots: Map<number, Slot>;
let refusals: Map<number, string>;

const open = (settings: ThrottleSettings = {}) => {
	clock = new ManualClock();
	queue = new AccountQueues(clock).open('account', settings);
	slots = new Map();
	refusals = new Map();
};

const ANY: Slot = { epoch: 0, number: 0 };

const enter = (order: number, again = false) => {
	queue.acquire(order, again).then(
		(slot) => slots.set(order, slot),
		(error: Error) => refusals.set(order, error.message),
	);
};

const entered = async () => {
	await settled();
	return [...slots.keys()];
};

test('requests are sent in the order of their items, not of their arrival', async () => {
	open({ maxConcurrency: 1 });
	[0, 5, 3, 9, 1].forEach((order) => enter(order));
	for (let answers = 0; answers < 4; answers++) queue.succeeded(ANY);

	expect(await entered()).toEqual([0, 1, 3, 5, 9]);
});

test('no more requests are in flight than allowed', async () => {
	open({ maxConcurrency: 2 });
	[0, 1, 2, 3].forEach((order) => enter(order));
	expect(await entered()).toEqual([0, 1]);

	queue.failed();
	expect(await entered()).toEqual([0, 1, 2]);
});

test('a pause that TopCalls asked for holds back all requests, not only one', async () => {
	open({ maxConcurrency: 4 });
	enter(0);
	await settled();
	queue.throttled(slots.get(0) as Slot, 3_000, false);
	[1, 2].forEach((order) => enter(order));

	await clock.advance(2_999);
	expect(await entered()).toEqual([0]);
	await clock.advance(1);
	expect(await entered()).toEqual([0, 1, 2]);
});

test('a shorter pause asked for later does not cut a longer one short', async () => {
	open({ maxConcurrency: 4 });
	[0, 1].forEach((order) => enter(order));
	await settled();
	queue.throttled(slots.get(0) as Slot, 3_000, false);
	queue.throttled(slots.get(1) as Slot, 10, false);
	enter(2);

	await clock.advance(2_999);
	expect(await entered()).toEqual([0, 1]);
	await clock.advance(1);
	expect(await entered()).toEqual([0, 1, 2]);
});

test('answers of one burst do not lengthen the pause one after the other', async () => {
	open({ maxConcurrency: 4 });
	[0, 1].forEach((order) => enter(order));
	await settled();
	queue.throttled(slots.get(0) as Slot, 1_000, false);
	await clock.advance(40);
	queue.throttled(slots.get(1) as Slot, 1_000, false);
	enter(2);

	await clock.advance(959);
	expect(await entered()).toEqual([0, 1]);
	await clock.advance(1);
	expect(await entered()).toEqual([0, 1, 2]);
});

test('a pace spreads the requests evenly', async () => {
	open({ requestsPerMinute: 60 });
	[0, 1, 2].forEach((order) => enter(order));

	expect(await entered()).toEqual([0]);
	await clock.advance(999);
	expect(await entered()).toEqual([0]);
	await clock.advance(1);
	expect(await entered()).toEqual([0, 1]);
	await clock.advance(1_000);
	expect(await entered()).toEqual([0, 1, 2]);
});

test('after drain no new request is sent, but sent ones may be repeated', async () => {
	open({ maxConcurrency: 1 });
	enter(0);
	enter(1);
	enter(2, true);
	await settled();
	queue.drain(new Error('no minutes left'));
	enter(3);
	enter(4, true);
	queue.succeeded(ANY);
	queue.succeeded(ANY);

	expect(await entered()).toEqual([0, 2, 4]);
	expect(Object.fromEntries(refusals)).toEqual({ 1: 'no minutes left', 3: 'no minutes left' });
});

test('after abort no request is sent', async () => {
	open({ maxConcurrency: 1 });
	enter(0);
	enter(1);
	enter(2, true);
	await settled();
	queue.abort(new Error('cancelled'));
	enter(3, true);
	queue.succeeded(ANY);

	expect(await entered()).toEqual([0]);
	expect([...refusals.values()]).toEqual(['cancelled', 'cancelled', 'cancelled']);
});

test('a pause before a repeat ends when the queue is aborted', async () => {
	open();
	const paused = queue.acquire(0, true, 60_000);
	queue.abort(new Error('cancelled'));

	await expect(paused).rejects.toThrow('cancelled');
});

test('work that fails releases its slot', async () => {
	open({ maxConcurrency: 1 });
	const broken = queue.run(0, async () => await Promise.reject(new Error('broken')));
	enter(1);

	await expect(broken).rejects.toThrow('broken');
	expect(await entered()).toEqual([1]);
});

test('it knows how long no request has been accepted while something was to be sent', async () => {
	open();
	await clock.advance(60_000);
	enter(0);
	enter(1);
	await clock.advance(2_000);
	expect(queue.stalledMs).toBe(2_000);
	queue.succeeded(ANY);
	expect(queue.stalledMs).toBe(0);
});
