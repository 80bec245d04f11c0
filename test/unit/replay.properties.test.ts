import fc from 'fast-check';

import { normalizeCall } from '../../nodes/shared/call/call';
import { matchEvent } from '../../nodes/shared/call/events';
import { Deduplicator } from '../../nodes/TopCallsTrigger/deduplicator';
import { callIdentity } from '../../nodes/TopCallsTrigger/eventIdentity';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CREATED = Date.parse('2026-06-01T00:00:00Z');

test('the end of a call starts one execution, however long it was queued and whenever it is posted again, over any restarts', () => {
	const scenario = fc.record({
		queuedMs: fc.nat(6 * DAY),
		talkedMs: fc.nat(HOUR),
		knows: fc.record({ end: fc.boolean(), start: fc.boolean() }),
		/** When the event is posted: how long after the end, each time before a restart or not. */
		firstAfterMs: fc.nat(22 * HOUR),
		posts: fc.array(fc.record({ afterMs: fc.nat(30 * DAY), isRestarted: fc.boolean() })),
	});
	fc.assert(
		fc.property(scenario, ({ queuedMs, talkedMs, knows, firstAfterMs, posts }) => {
			const begun = CREATED + queuedMs;
			const over = begun + talkedMs;
			const call = normalizeCall({
				call_id: 'call-1',
				status: 'failed',
				created_at: CREATED,
				started_at: knows.start ? begun : null,
				end_at: knows.end ? over : null,
			});
			const all = [{ afterMs: firstAfterMs, isRestarted: false }, ...posts].sort(
				(one, other) => one.afterMs - other.afterMs,
			);
			let [deduplicator, saved] = [new Deduplicator(), ''];
			let started = 0;
			for (const { afterMs, isRestarted } of all) {
				if (isRestarted) deduplicator = new Deduplicator();
				const now = over + afterMs;
				const event = callIdentity('call.failed', 'call-1');
				if (!deduplicator.claim(event, saved, now)) continue;
				if (matchEvent('call.failed', call, now) === 'match') {
					saved = deduplicator.commit(event, saved, now);
					started += 1;
				} else deduplicator.release(event);
			}
			expect(started).toBe(1);
		}),
		{ numRuns: 2_000 },
	);
});
