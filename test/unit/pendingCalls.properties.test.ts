import fc from 'fast-check';

import type { TopCallsClient } from '../../nodes/shared/client/client';
import { asTopCallsError } from '../../nodes/shared/errors/TopCallsError';
import { PendingWaits } from '../../nodes/TopCalls/wait/pendingWaits';

/** A TopCalls on which calls end, and which counts the requests. */
function topCalls() {
	const ended = new Set<string>();
	const counts = { requests: 0 };
	const request = async (
		{ path }: { path: string },
		_: number,
		read: (answer: unknown) => unknown,
	) => {
		counts.requests += 1;
		const id = path.split('/').at(-1) as string;
		const end = { status: 'completed', completed: true, transcript: 'Hello' };
		return read({ id, ...(ended.has(id) ? end : { status: 'in_progress' }) });
	};
	return { ended, counts, client: { request } as unknown as TopCallsClient };
}

test('one execution of many calls resumes once all have ended, with at most two requests for each call', async () => {
	const calls = fc.integer({ min: 1, max: 300 });
	const burst = fc.integer({ min: 1, max: 60 });
	await fc.assert(
		fc.asyncProperty(calls, burst, fc.infiniteStream(fc.nat()), async (count, atOnce, random) => {
			const { ended, counts, client } = topCalls();
			const waits = new PendingWaits();
			const callIds = Array.from({ length: count }, (_, index) => `call-${index}`);
			const left = [...callIds];
			let resumed = 0;

			/** The webhook of the execution: it looks at the call of the event, then at the others. */
			const handle = async (callId: string) => {
				const pending = waits.of('execution');
				if (pending.isResuming(Date.now())) return;
				await pending.endedCall(client, callId).catch(asTopCallsError);
				const all = await pending.endedCalls(client, callIds, Date.now());
				if (typeof all !== 'string' && pending.tryResume(Date.now())) {
					expect(all.size).toBe(count);
					resumed += 1;
				}
			};
			while (left.length > 0) {
				const group = Array.from({ length: Math.min(atOnce, left.length) }, () => {
					const [callId] = left.splice((random.next().value as number) % left.length, 1);
					ended.add(callId as string);
					return callId as string;
				});
				expect(resumed).toBe(0);
				await Promise.all(group.map(handle));
			}
			expect(resumed).toBe(1);
			expect(counts.requests).toBeLessThanOrEqual(2 * count + 1);
		}),
		{ numRuns: 60 },
	);
});
