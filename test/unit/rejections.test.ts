import { AccountQueues } from '../../nodes/shared/client/throttle/accountQueues';
import { ManualClock, settled } from './manualClock';

const CALLS = 200;

interface Server {
	/** Milliseconds from sending a request to its answer. */
	latency: number;
	/** What Retry-After asks for, in milliseconds. */
	pause: number;
	/** Which first attempts are answered with 429, whatever the rate. */
	refuses(order: number): boolean;
	maxConcurrency: number;
}

/** @returns milliseconds until the last call is accepted */
async function sendAll({ latency, pause, refuses, maxConcurrency }: Server): Promise<number> {
	const clock = new ManualClock();
	const queue = new AccountQueues(clock).open('account', { maxConcurrency });
	let accepted = 0;
	let lastAt = 0;
	const one = async (order: number): Promise<void> => {
		for (let attempts = 0; ; attempts++) {
			const slot = await queue.acquire(order, attempts > 0);
			await clock.sleep(latency);
			if (attempts > 0 || !refuses(order)) {
				queue.succeeded(slot);
				accepted += 1;
				lastAt = clock.now();
				return;
			}
			queue.throttled(slot, pause, true);
			await clock.sleep(pause);
		}
	};
	for (let order = 0; order < CALLS; order++) void one(order);
	await settled();
	while (accepted < CALLS) await clock.advance(10_000);
	return lastAt;
}

/** Seeded randomness; fast-check would shrink toward unlikely sequences. */
function chance(seed: number): () => number {
	let state = seed;
	return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}

test.each([50, 200, 700, 2_000])(
	'429 on a fifth of the first attempts, for another reason than a rate, costs little: answers take %d ms',
	async (latency) => {
		for (const pause of [0, 1_000, 3_000]) {
			const server = { latency, pause, maxConcurrency: 100 };
			const without = await sendAll({ ...server, refuses: () => false });
			const times: number[] = [];
			for (let seed = 1; seed <= 20; seed++) {
				const random = chance(seed);
				const refused = Array.from({ length: CALLS }, () => random() < 0.2);
				times.push(await sendAll({ ...server, refuses: (order) => refused[order] === true }));
			}
			const usual = times.sort((a, b) => a - b)[10] as number;

			// Pauses that TopCalls asks for are kept: at first by all requests, until they turn out to be of no use,
			// and at the end by the request that was rejected last.
			expect(usual).toBeLessThanOrEqual(1.5 * without + 2 * (pause + latency));
		}
	},
);
