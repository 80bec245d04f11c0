import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { makeNode } from '../../dev/environment/workflow';
import { fictionalNumbers, type FaultAction } from '../../dev/sandbox';
import { useSandbox } from '../support/sandbox';
import { Attempts, type Booked, type Said } from './attempts';
import { movableClock } from './movableClock';

const sandbox = useSandbox({ speed: 0 });
const clock = movableClock();

const PHONES = fictionalNumbers(3);
const NOT_CALLED = /not called|Nothing was sent|obody was called/;
const AT_ONCE = { 'Retry-After': '0' };

/** How TopCalls answers the request for a call; where the call was made, no answer says that it was not. */
const POSTS: Record<string, FaultAction | undefined> = {
	good: undefined,
	'made, without an ID': { status: 201, body: {}, after: true },
	'made, then a redirect': { status: 303, after: true },
	'made, then a firewall’s page': { status: 403, body: '<html>', after: true },
	'made, then the key is in use': { status: 422, body: { code: 'idempotency' }, after: true },
	'made, then an outage': { status: 503, after: true, headers: AT_ONCE },
	'not made, without an ID': { status: 201, body: {} },
	'not made, a redirect': { status: 303 },
	'not made, an outage': { status: 503, headers: AT_ONCE },
	'not made, too many': { status: 429, headers: AT_ONCE },
	refused: { status: 422, body: { detail: 'This number cannot be called' } },
	'no minutes': { status: 402 },
	forbidden: { status: 403 },
};

/** How it answers the lookup of a lead. */
const LOOKUPS: Record<string, FaultAction | undefined> = {
	good: undefined,
	failing: { status: 400 },
	forbidden: { status: 403 },
	'unsubscribed meanwhile': {
		status: 200,
		body: { data: [{ phone_number: PHONES[0], status: 'Unsubscribed' }] },
	},
	'somebody else': { status: 200, body: { data: [{ phone_number: '+12', status: 'New' }] } },
};

interface Attempt {
	/** Of each person. */
	posts: string[];
	/** All lookups, or every second one. */
	lookup: string;
	every: 1 | 2;
	/** The items that the user’s change makes bad, if they were not sent yet. */
	bad: boolean[];
	/** After how many requests the hours are over; undefined for never. */
	closesAfter?: number;
	continues: boolean;
	/** Whether it is made by the button Retry, rather than by Retry On Fail. */
	byButton: boolean;
}

const each = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: 3, maxLength: 3 });
const attempt: fc.Arbitrary<Attempt> = fc.record({
	posts: each(fc.constantFrom(...Object.keys(POSTS))),
	lookup: fc.constantFrom('good', ...Object.keys(LOOKUPS)),
	every: fc.constantFrom(1, 2),
	bad: each(fc.integer({ min: 0, max: 4 }).map((n) => n === 0)),
	closesAfter: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
	continues: fc.boolean(),
	byButton: fc.boolean(),
});

const SAFETY = fc.record({ hours: fc.boolean(), skips: fc.boolean() });
const ownKeys = fc.boolean();

test('who may have been called is never said not to be, and over all attempts and rounds is called once and within the hours', async () => {
	const sequences = fc.array(attempt, { minLength: 1, maxLength: 4 });
	await fc.assert(
		fc.asyncProperty(sequences, SAFETY, ownKeys, async (sequence, safety, hasOwnKeys) => {
			sandbox.reset();
			clock.passWhen(undefined);
			const attempts = new Attempts(sandbox);
			const items = PHONES.map((phone, lead) => ({ phone, lead }));
			const node = (bad: boolean[], continues: boolean) =>
				nodeOf(safety, hasOwnKeys, bad, continues);
			let before: Booked[] = PHONES.map(() => 'notDone');
			let said: Said | undefined;
			for (const [index, each] of sequence.entries()) {
				prepare(each);
				const executionId = each.byButton ? `retry ${index}` : 'first';
				const requests = sandbox.requests().length;
				clock.passWhen(
					() => sandbox.requests().length - requests >= (each.closesAfter ?? Infinity),
				);
				said = await attempts.run(node(each.bad, each.continues), items, { executionId });
				check(said, before);
				// A call that a key of the user brings back is read while the next one is made.
				const isOver = safety.hours && !hasOwnKeys && each.closesAfter !== undefined;
				if (isOver) expect(postsAfter(requests + (each.closesAfter ?? 0))).toBe(0);
				before = said.booked;
				if (!said.hasFailed) break;
			}
			// The morning after.
			sandbox.clearFaults();
			clock.passWhen(undefined);
			const later = said?.later ?? [];
			if (later.length > 0) {
				const morning = later.map((item): IDataObject => ({ ...item, call_after: null }));
				const round = await attempts.run(node([], false), morning, { runIndex: 1 });
				expect(round.booked).toEqual(later.map(() => 'done'));
			}
			expect(placed().every((calls) => calls <= 1)).toBe(true);
		}),
		{ numRuns: Number(process.env.ATTEMPTS_RUNS ?? 150) },
	);
}, 120_000);

/** What the last attempt says must be true of all of them. */
function check({ booked, words }: Said, before: Booked[]): void {
	placed().forEach((calls, person) => {
		const now = booked[person] as Booked;
		expect(calls).toBeLessThanOrEqual(1);
		if (calls === 1) expect(['done', 'unknown']).toContain(now);
		// Nothing that happens later undoes what may have been done.
		if (before[person] === 'done') expect(now).toBe('done');
		if (before[person] === 'unknown') expect(['done', 'unknown']).toContain(now);
		if (now === 'done') expect(calls).toBe(1);
		if (now === 'done' || now === 'unknown') expect(words[person]).not.toMatch(NOT_CALLED);
	});
}

/** Requests for calls once there were so many requests. */
function postsAfter(count: number): number {
	return sandbox
		.requests()
		.slice(count)
		.filter(({ method }) => method === 'POST').length;
}

function placed(): number[] {
	return PHONES.map(
		(phone) => sandbox.calls().filter(({ phoneNumber }) => phoneNumber === phone).length,
	);
}

function prepare({ posts, lookup, every }: Attempt): void {
	sandbox.clearFaults();
	posts.forEach((post, person) => {
		const action = POSTS[post];
		const when = { method: 'POST', number: PHONES[person] };
		if (action) sandbox.fault({ when, first: 1, do: action });
	});
	const action = LOOKUPS[lookup];
	if (action) sandbox.fault({ when: { method: 'GET', path: '/v1/leads' }, every, do: action });
}

function nodeOf(
	{ hours, skips }: { hours: boolean; skips: boolean },
	hasOwnKeys: boolean,
	bad: boolean[],
	continues: boolean,
) {
	const calling = { hours: clock.hoursThatEndNow('America/New_York') };
	const safety = {
		...(hours && { callingHours: calling }),
		...(skips && { skipUnsubscribed: true }),
	} as INodeParameters;
	const number = `{{ ${JSON.stringify(bad)}[$json.lead] ? '123' : $json.phone }}`;
	const options = {
		maxConcurrency: 1,
		...(hasOwnKeys && { idempotencyKey: '=lead-{{ $json.lead }}-today' }),
	};
	return makeNode(
		{ phoneNumber: `=${number}`, safety, options },
		{
			retryOnFail: true,
			onError: continues ? 'continueRegularOutput' : 'stopWorkflow',
		},
	);
}
