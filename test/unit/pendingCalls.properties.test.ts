import fc from 'fast-check';

import type { TopCallsClient } from '../../nodes/shared/client/client';
import type { CallOfEvent } from '../../nodes/TopCalls/wait/callOfEvent';
import { PendingWaits } from '../../nodes/TopCalls/wait/pendingWaits';

/** A TopCalls on which calls end, and which counts the requests. */
function topCalls() {
	const ended = new Set<string>();
	const counts = { requests: 0 };
	const client = clientOf((id) => {
		counts.requests += 1;
		const end = { status: 'completed', completed: true, transcript: 'Hello' };
		return ended.has(id) ? end : { status: 'in_progress' };
	});
	return { ended, counts, client };
}

/** @param call what TopCalls says about a call now */
function clientOf(call: (id: string) => object): TopCallsClient {
	const request = async (
		{ path }: { path: string },
		_: number,
		read: (answer: unknown) => unknown,
	) => {
		const id = path.split('/').at(-1) as string;
		return read({ id, ...call(id) });
	};
	return { request } as unknown as TopCallsClient;
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

			const handle = async (callId: string) => {
				const pending = waits.of('execution');
				if (pending.isResuming(Date.now())) return;
				const all = await pending.callsAfter({ callId }, client, callIds, Date.now());
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

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const NOON = Date.parse('2026-01-01T12:00:00Z');
const RETRIES_AFTER_MINUTES = [1, 5, 15, 60];
/** For so long a call that is over may get its transcript, where TopCalls says nothing of it. */
const GRACE = 45 * SECOND;

/** A call, and what TopCalls says of it; times after noon, when the wait begins. */
const waitedFor = fc.record({
	createdAgo: fc.oneof(fc.nat(MINUTE), fc.nat(90 * MINUTE)),
	endsAfter: fc.oneof(fc.nat(20 * MINUTE), fc.nat(120 * MINUTE)),
	isTalked: fc.boolean(),
	/** How long after the end the transcript is there. */
	processing: fc.nat(100 * SECOND),
	completed: fc.constantFrom('true once processed', null, 'never said'),
	knows: fc.record({ end: fc.boolean(), start: fc.boolean(), creation: fc.boolean() }),
	/** How long the API is behind the event, and the event behind the end. */
	apiLag: fc.nat(3 * SECOND),
	eventLag: fc.nat(20 * SECOND),
	isEventNamed: fc.boolean(),
});
type WaitedFor = typeof waitedFor extends fc.Arbitrary<infer Value> ? Value : never;

const endOf = ({ endsAfter }: WaitedFor) => NOON + endsAfter;
const iso = (isKnown: boolean, at: number) => (isKnown ? new Date(at).toISOString() : null);

function said(call: WaitedFor, now: number): object {
	const { knows, createdAgo, isTalked, completed, processing, apiLag } = call;
	const end = endOf(call);
	const times = {
		created_at: iso(knows.creation, NOON - createdAgo),
		started_at: iso(knows.start && now >= NOON, NOON),
	};
	if (now < end + apiLag) return { ...times, status: 'in_progress', completed: false };
	const over = { ...times, end_at: iso(knows.end, end), status: isTalked ? 'completed' : 'failed' };
	if (completed === 'never said') return over;
	return { ...over, completed: completed && now >= end + processing };
}

test('an execution resumes once all calls are processed, at the latest with the last delivery of the last event, whichever process it reaches', async () => {
	const scenario = fc.record({
		calls: fc.array(waitedFor, { minLength: 1, maxLength: 6 }),
		/** Each delivery reaches one of these processes; a new number is a restart. */
		processes: fc.oneof(
			fc.array(fc.nat(2), { minLength: 1, maxLength: 10 }),
			fc.constant(Array.from({ length: 100 }, (_, index) => index)),
		),
		delaysCountFromTheFirst: fc.boolean(),
	});
	await fc.assert(
		fc.asyncProperty(scenario, async ({ calls, processes, delaysCountFromTheFirst }) => {
			let clock = NOON;
			const byId = new Map(calls.map((call, index) => [`call-${index}`, call]));
			const callIds = [...byId.keys()];
			const client = clientOf((id) => said(byId.get(id) as WaitedFor, clock));
			const memories = new Map<number, PendingWaits>();

			const deliveries = callIds.map((callId) => {
				const call = byId.get(callId) as WaitedFor;
				const first = endOf(call) + call.eventLag;
				return { callId, first, at: first, retries: RETRIES_AFTER_MINUTES };
			});
			for (let count = 0; deliveries.length > 0; count += 1) {
				const next = deliveries.sort((one, other) => one.at - other.at).shift()!;
				clock = next.at;
				const process = processes[count % processes.length] as number;
				const waits = memories.get(process) ?? new PendingWaits(() => clock);
				memories.set(process, waits);
				const isNamed = byId.get(next.callId)?.isEventNamed || callIds.length === 1;
				const event: CallOfEvent = isNamed ? { callId: next.callId } : 'any';

				const result = await waits.of('execution').callsAfter(event, client, callIds, NOON);
				if (typeof result === 'object') {
					expect([...result.keys()].sort()).toEqual([...callIds].sort());
					for (const call of calls) expect(mayBeOutput(call, clock)).toBe(true);
					return;
				}
				const [delay, ...retries] = next.retries;
				if (result === 'acknowledge' || delay === undefined) continue;
				const from = delaysCountFromTheFirst ? next.first : next.at;
				deliveries.push({ ...next, at: from + delay * MINUTE, retries });
			}
			throw new Error('Every event is delivered, and the execution still waits');
		}),
		{ numRuns: 2_000 },
	);
});

/** Whether nothing is to be gained by waiting, or there may be no other delivery. */
function mayBeOutput(call: WaitedFor, now: number): boolean {
	const { isTalked, completed, processing, knows } = call;
	const end = endOf(call);
	if (now < end) return false;
	if (!isTalked || now - end >= GRACE) return true;
	if (completed === 'true once processed' && now >= end + processing) return true;
	return !knows.end && now - NOON >= 55 * MINUTE - call.createdAgo;
}
