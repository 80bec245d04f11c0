import fc from 'fast-check';

import { normalizeCall, type Call } from '../../nodes/shared/call/call';
import { eventOf } from '../../nodes/shared/call/events';
import {
	initialState,
	floorOf,
	selectLookups,
	advance,
	takenBefore,
	type LookupResult,
	type ListedCall,
	type PollOptions,
} from '../../nodes/TopCallsPollingTrigger/tracker';
import type { PollState } from '../../nodes/TopCallsPollingTrigger/state';

const MINUTE = 60_000;
const NOON = Date.parse('2026-03-01T12:00:00Z');
const BOTH: PollOptions = { events: ['call.completed', 'call.failed'], maxWaitMs: 5 * MINUTE };

/** A call at TopCalls, as it is now. */
interface RealCall {
	id: string;
	created: number;
	status: 'queued' | 'in_progress' | 'completed' | 'failed';
	completed: boolean;
	endAt?: number;
	/** When the list begins to show it. */
	visible: number;
}

function asApi({ id, created, status, completed, endAt }: RealCall): Call {
	const created_at = new Date(created).toISOString();
	const end_at = endAt === undefined ? null : new Date(endAt).toISOString();
	return normalizeCall({ id, created_at, status, completed, end_at });
}

function listed(call: RealCall): ListedCall {
	const { ended } = asApi(call);
	return {
		id: call.id,
		created: call.created,
		event: ended ? eventOf(asApi(call)) : undefined,
	};
}

function realCall(id: string, more: Partial<RealCall> = {}): RealCall {
	const call: RealCall = { id, created: NOON, status: 'completed', completed: true, visible: 0 };
	return { ...call, ...more };
}

/** One poll in which every request succeeds. */
function pollOnce(
	state: PollState,
	calls: RealCall[],
	now = NOON,
	options: PollOptions = BOTH,
	answerFor: (call: RealCall) => LookupResult = asApi,
	inTime = Infinity,
) {
	const inReach = calls.filter(({ created }) => created >= floorOf(state)).map(listed);
	const byId = new Map(calls.map((call) => [call.id, call]));
	const selected = selectLookups(state, inReach, options);
	const { ask } = selected;
	const answers = new Map(
		ask.slice(0, inTime).map((id): [string, LookupResult] => {
			const call = byId.get(id);
			return [id, call ? answerFor(call) : 'gone'];
		}),
	);
	const result = advance(state, takenBefore(selected, answers), answers, options, now);
	return { ...result, ids: result.ended.map(({ call_id }) => call_id), ask };
}

const EMPTY = initialState([], NOON);

describe('which calls are emitted', () => {
	test('no earlier calls, but a call that was open at activation and ends later', () => {
		const history = realCall('old');
		const hourAgo = NOON - 60 * MINUTE;
		const open = realCall('open', { created: hourAgo, status: 'in_progress' });
		const state = initialState([listed(history), listed(open)], NOON);

		const first = pollOnce(state, [history, open]);
		const second = pollOnce(first.state, [history, { ...open, status: 'failed' }]);

		expect(first.ids).toEqual([]);
		expect(second.ids).toEqual(['open']);
	});

	test('no earlier calls that the first poll did not find, such as with a wrong filter', () => {
		const calls = [2, 30, 400].map((days) =>
			realCall(`${days}`, { created: NOON - days * 24 * 60 * MINUTE }),
		);
		expect(pollOnce(EMPTY, calls).ids).toEqual([]);
		expect(pollOnce(initialState(calls.slice(1).map(listed), NOON), calls).ids).toEqual([]);
	});

	test('a call that was open at the first poll, however long ago it started', () => {
		for (const hours of [1, 23, 25, 100]) {
			const call = realCall('a', { created: NOON - hours * 60 * MINUTE });
			const state = initialState([listed({ ...call, status: 'in_progress' })], NOON);
			expect(pollOnce(state, [call]).ids).toEqual(['a']);
		}
	});

	test('new calls too, when the clock of TopCalls is hours behind or ahead', () => {
		for (const hours of [-23, 23]) {
			const call = realCall('a', { created: NOON + hours * 60 * MINUTE });
			expect(pollOnce(EMPTY, [call]).ids).toEqual(['a']);
		}
	});

	test('the very first call of an empty account', () => {
		expect(pollOnce(EMPTY, [realCall('a')]).ids).toEqual(['a']);
	});

	test('oldest first, whatever the order of the list', () => {
		const calls = [3, 1, 2].map((n) => realCall(`${n}`, { created: NOON + n }));
		expect(pollOnce(EMPTY, calls).ids).toEqual(['1', '2', '3']);
	});

	test('a conversation of hours, although newer calls have started and ended', () => {
		const long = realCall('long', { status: 'in_progress', completed: false });
		const later = realCall('later', { created: NOON + 180 * MINUTE });
		const first = pollOnce(EMPTY, [long]);
		const second = pollOnce(first.state, [long, later]);
		const third = pollOnce(second.state, [{ ...long, status: 'completed', completed: true }]);

		expect([first.ids, second.ids, third.ids]).toEqual([[], ['later'], ['long']]);
	});

	test('only the selected events, and the others are not even looked up', () => {
		const calls = [realCall('good'), realCall('bad', { status: 'failed' })];
		const { ids, ask } = pollOnce(EMPTY, calls, NOON, { ...BOTH, events: ['call.failed'] });
		expect(ids).toEqual(['bad']);
		expect(ask).toEqual(['bad']);
	});

	test('more calls than one poll looks up follow in the next ones, each once and in order', () => {
		const calls = Array.from({ length: 12_000 }, (_, n) => realCall(`${n}`, { created: NOON + n }));
		let state = EMPTY;
		const seen: string[] = [];
		for (let round = 0; round < 3; round += 1) {
			const result = pollOnce(state, calls);
			expect(result.ask.length).toBeLessThanOrEqual(5_000);
			seen.push(...result.ids);
			state = result.state;
		}
		expect(seen).toEqual(calls.map(({ id }) => id));
	});

	test('calls left for the next poll, although newer unwanted ones are done', () => {
		const wanted = Array.from({ length: 5_001 }, (_, n) => realCall(`${n}`, { created: NOON + n }));
		const later = NOON + 60 * MINUTE;
		const calls = [...wanted, realCall('unwanted', { status: 'failed', created: later })];
		const options: PollOptions = { ...BOTH, events: ['call.completed'] };
		const first = pollOnce(EMPTY, calls, NOON, options);
		const second = pollOnce(first.state, calls, NOON, options);
		expect([first.ids.length, second.ids]).toEqual([5_000, ['5000']]);
	});

	test('later calls too, after one with a date far in the future', () => {
		const odd = realCall('odd', { created: NOON + 10_000 * 24 * 60 * MINUTE });
		const first = pollOnce(EMPTY, [odd]);
		const next = realCall('next', { created: NOON + 24 * 60 * MINUTE });
		const second = pollOnce(first.state, [odd, next]);
		expect([first.ids, second.ids]).toEqual([['odd'], ['next']]);
	});
});

describe('waiting for the transcript', () => {
	const talked = realCall('a', { completed: false, endAt: NOON });

	test('a completed call waits until TopCalls has processed it', () => {
		const first = pollOnce(EMPTY, [talked], NOON + MINUTE);
		const second = pollOnce(first.state, [{ ...talked, completed: true }], NOON + 2 * MINUTE);
		expect([first.ids, second.ids]).toEqual([[], ['a']]);
	});

	test('it is emitted as it is when that takes too long', () => {
		const first = pollOnce(EMPTY, [talked], NOON + MINUTE);
		const second = pollOnce(first.state, [talked], NOON + 5 * MINUTE);
		expect([first.ids, second.ids]).toEqual([[], ['a']]);
	});

	test('the wait ends although the clock of TopCalls is hours ahead, or there is no end time', () => {
		for (const endAt of [NOON + 300 * MINUTE, undefined]) {
			const first = pollOnce(EMPTY, [{ ...talked, endAt }], NOON);
			const second = pollOnce(first.state, [{ ...talked, endAt }], NOON + 5 * MINUTE);
			expect([first.ids, second.ids]).toEqual([[], ['a']]);
		}
	});

	test('a failed call waits for nothing', () => {
		expect(pollOnce(EMPTY, [{ ...talked, status: 'failed' }]).ids).toEqual(['a']);
	});
});

describe('trouble', () => {
	test('a call that cannot be looked up does not delay the others, and follows later', () => {
		const calls = [realCall('a'), realCall('b')];
		const first = pollOnce(EMPTY, calls, NOON, BOTH, (call) =>
			call.id === 'a' ? 'failed' : asApi(call),
		);
		const second = pollOnce(first.state, calls);
		expect([first.ids, second.ids]).toEqual([['b'], ['a']]);
	});

	test('a call that TopCalls no longer knows is forgotten', () => {
		const state = initialState([listed(realCall('a', { status: 'queued' }))], NOON);
		const { state: after } = pollOnce(state, []);
		expect(after.open).toEqual({});
	});

	test('a call that never ends is given up after a week', () => {
		const stuck = realCall('a', { status: 'queued', completed: false });
		const state = { ...initialState([listed(stuck)], NOON), watermark: NOON + 60 * MINUTE };
		const sixDays = pollOnce(state, [stuck], NOON + 6 * 24 * 60 * MINUTE);
		const eightDays = pollOnce(sixDays.state, [stuck], NOON + 8 * 24 * 60 * MINUTE);
		expect(Object.keys(sixDays.state.open)).toEqual(['a']);
		expect(eightDays.state.open).toEqual({});
	});

	test('a call that ended during weeks without a poll is emitted too', () => {
		const state = initialState([listed(realCall('a', { status: 'in_progress' }))], NOON);
		const { ids } = pollOnce(state, [realCall('a')], NOON + 30 * 24 * 60 * MINUTE);
		expect(ids).toEqual(['a']);
	});

	test('two overlapping polls emit a call once', () => {
		const calls = [realCall('a'), realCall('b', { status: 'in_progress', completed: false })];
		const found = calls.map(listed);
		const { ask, taken } = selectLookups(EMPTY, found, BOTH);
		const answers = new Map(
			ask.map((id): [string, LookupResult] => [id, asApi(calls[0] as RealCall)]),
		);

		const first = advance(EMPTY, taken, answers, BOTH, NOON);
		const later = pollOnce(first.state, [
			realCall('c', { created: NOON + 60 * MINUTE }),
			realCall('b'),
		]);
		const overtaken = advance(later.state, taken, answers, BOTH, NOON);

		expect(first.ended.map(({ call_id }) => call_id)).toEqual(['a']);
		expect(later.ids.sort()).toEqual(['b', 'c']);
		expect(overtaken.ended).toEqual([]);
		expect(overtaken.state).toEqual(later.state);
	});
});

type Step =
	| { do: 'place'; late: number; back: number; at: number }
	| { do: 'end' | 'process'; which: number; failed: boolean }
	| { do: 'poll'; trouble: boolean[]; inTime: number }
	| { do: 'restart' };

const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.record({
			do: fc.constant('place' as const),
			late: fc.integer({ min: 0, max: 2 * MINUTE }),
			back: fc.integer({ min: 0, max: 2 * MINUTE }),
			at: fc.oneof(fc.integer({ min: 0, max: MINUTE }), fc.integer({ min: 0, max: 20 * MINUTE })),
		}),
	},
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constantFrom('end' as const, 'process' as const),
			which: fc.nat(),
			failed: fc.boolean(),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			do: fc.constant('poll' as const),
			trouble: fc.array(fc.boolean(), { maxLength: 8 }),
			inTime: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 4 })),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
);

test('in any sequence of events each call is emitted exactly once, and no earlier call', () => {
	fc.assert(
		fc.property(
			fc.array(step, { maxLength: 25 }),
			fc.array(step, { maxLength: 60 }),
			(past, now) => {
				let clock = NOON;
				const calls: RealCall[] = [];
				const out: string[] = [];
				const change = (one: Step) => {
					if (one.do === 'place') {
						clock += one.at;
						const id = `call-${calls.length}`;
						const created = clock - one.back;
						// Calls that are listed later than this are beyond the promise.
						const visible = Math.min(clock + one.late, created + 4 * MINUTE);
						calls.push({ id, created, status: 'queued', completed: false, visible });
					} else if ((one.do === 'end' || one.do === 'process') && calls.length > 0) {
						const call = calls[one.which % calls.length] as RealCall;
						const isOver = call.status === 'completed' || call.status === 'failed';
						if (!isOver) call.status = one.failed ? 'failed' : 'completed';
						call.endAt ??= clock;
						if (one.do === 'process') call.completed = true;
					}
				};
				const shown = () => calls.filter(({ visible }) => visible <= clock);

				past.forEach(change);
				clock += 5 * MINUTE;
				const history = calls.filter((call) => asApi(call).ended).map(({ id }) => id);
				let state = initialState(shown().map(listed), clock);
				let saved = state;

				const poll = (trouble: boolean[] = [], inTime = Infinity) => {
					let asked = 0;
					const answerFor = (call: RealCall) => (trouble[asked++] ? 'failed' : asApi(call));
					const result = pollOnce(state, shown(), clock, BOTH, answerFor, inTime);
					state = result.state;
					out.push(...result.ids);
					// n8n saves the state only when calls were emitted.
					if (result.ids.length > 0) saved = state;
				};
				for (const one of now) {
					change(one);
					if (one.do === 'poll') poll(one.trouble, one.inTime);
					if (one.do === 'restart') state = JSON.parse(JSON.stringify(saved)) as PollState;
				}
				for (const call of calls) {
					if (!asApi(call).ended) call.status = 'failed';
					call.completed = true;
				}
				clock += 10 * MINUTE;
				poll();
				poll();

				const due = calls.map(({ id }) => id).filter((id) => !history.includes(id));
				expect([...out].sort()).toEqual(due.sort());
				expect(Object.keys(state.open)).toEqual([]);
			},
		),
		{ numRuns: 1_000 },
	);
});

test('the state does not grow with the number of emitted calls', () => {
	let state = EMPTY;
	for (let minute = 0; minute < 600; minute += 1) {
		const created = NOON + minute * MINUTE;
		state = pollOnce(state, [realCall(`${minute}`, { created })], created).state;
	}
	expect(Object.keys(state.emitted).length).toBeLessThan(10);
	expect(state.open).toEqual({});
});
