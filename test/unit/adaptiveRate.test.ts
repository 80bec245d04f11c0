import { AccountQueues } from '../../nodes/shared/client/throttle/accountQueues';
import { takeToken, type Bucket, type Rate } from '../../dev/sandbox/http/rateLimit';
import { ManualClock, settled } from './manualClock';

const THERE_MS = 30;
const BACK_MS = 20;

/**
 * Lets requests through a queue to a server with a rate limit, which answers 429 with Retry-After in whole
 * seconds. Time passes only by the clock.
 */
async function send(count: number, rate: Rate): Promise<{ seconds: number; refused: number }> {
	const clock = new ManualClock();
	const queue = new AccountQueues(clock).open('account', {});
	let bucket: Bucket | null = null;
	let [accepted, refused, lastAt] = [0, 0, 0];

	const one = async (order: number): Promise<void> => {
		for (let tries = 0; ; tries++) {
			const slot = await queue.acquire(order, tries > 0);
			await clock.sleep(THERE_MS);
			const taken = takeToken(bucket, rate, clock.now());
			bucket = taken.bucket;
			await clock.sleep(BACK_MS);
			if (taken.waitMs === 0) {
				queue.succeeded(slot);
				accepted += 1;
				lastAt = clock.now();
				return;
			}
			refused += 1;
			const pause = Math.ceil(taken.waitMs / 1_000) * 1_000;
			queue.throttled(slot, pause, true);
			await clock.sleep(pause);
		}
	};
	for (let order = 0; order < count; order++) void one(order);
	await settled();
	while (accepted < count) await clock.advance(1_000);
	return { seconds: lastAt / 1_000, refused };
}

test.each([5, 20, 50])(
	'with a limit of %d requests a second at least 95 % is used, and few are rejected',
	async (perSecond) => {
		const rate = { perSecond, burst: perSecond };
		const count = 100 * perSecond;

		const { seconds, refused } = await send(count, rate);

		expect((count - rate.burst) / perSecond / seconds).toBeGreaterThanOrEqual(0.95);
		expect(refused).toBeLessThan(count / 5);
	},
);

test('a limit with hardly any burst is used too, though each rejection costs a whole second', async () => {
	const { seconds, refused } = await send(1_000, { perSecond: 20, burst: 10 });

	expect(1_000 / 20 / seconds).toBeGreaterThanOrEqual(0.85);
	expect(refused).toBeLessThan(100);
});

test('not every request is rejected once, even without any burst', async () => {
	const { refused } = await send(500, { perSecond: 20, burst: 1 });

	expect(refused).toBeLessThan(50);
});
