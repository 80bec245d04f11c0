import type { INode } from 'n8n-workflow';

import { runWorkflow, type Finished } from '../engine/runWorkflow';
import { startWith } from '../engine/runNode';
import { chance, wholeNumber } from '../../dev/sandbox/seededRandom';
import { chain, makeNode, node } from '../../dev/environment/workflow';
import { guardOf, type Guard } from './guards';

/** One execution of a workflow that makes calls. */
export interface Batch {
	executionId: string;
	phones: string[];
	onError: NonNullable<INode['onError']>;
	retryOnFail: boolean;
	maxConcurrency?: number;
	/** Whether each person has a key of the user's own, with the day in it. */
	ownKey: boolean;
	/** When the user cancels the execution, in milliseconds after its start. */
	cancelAfterMs?: number;
	/** Items a round, when the calls are made in a loop. */
	loop?: number;
	/** What is set under Safety. */
	guard?: Guard;
}

const ON_ERROR = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;
/** The date changes between the attempts of Retry On Fail, which n8n makes a second apart. */
const DAY_MS = 700;
const OWN_KEY = `={{ 'lead-' + $json.phone.slice(1) + '-' + Math.floor(Date.now() / ${DAY_MS}) }}`;
/** Reads differently in each attempt. */
const TASK = '=It is {{ $now.toISO() }}: remind the customer of the appointment tomorrow.';
const LONGEST_BEFORE_CANCEL_MS = 1_500;
const CONCURRENCY = [undefined, undefined, 1_000, 25, 5] as const;

/** What the guards of the executions depend on. */
export interface Guarding {
	/** Milliseconds since the epoch. */
	now: number;
	unsubscribed: Set<string>;
	/** One for each execution that may need one. */
	testNumbers: string[];
}

/** Divides the numbers among executions of many kinds, the same ones for the same seed. */
export function deal(
	seed: number,
	phones: string[],
	largest: number,
	{ now, unsubscribed, testNumbers }: Guarding,
): Batch[] {
	const batches: Batch[] = [];
	for (let next = 0; next < phones.length; ) {
		const name = batches.length;
		const pick = <T>(from: readonly T[], what: string) =>
			from[Math.floor(chance(seed, what, name) * from.length)] as T;
		const small = chance(seed, 'small', name) < 0.4;
		const size = wholeNumber(seed, small ? [1, 20] : [21, largest], 'size', name);
		const testNumber = testNumbers[name % testNumbers.length]!;
		const guard =
			chance(seed, 'guarded', name) < 0.4
				? guardOf({ seed, index: name, now, unsubscribed, testNumber })
				: undefined;
		// In a loop, each round calls the test number for its own first item.
		const canLoop = guard?.testNumber === undefined;
		batches.push({
			executionId: `storm-${seed}-${name}`,
			phones: phones.slice(next, next + size),
			onError: pick(ON_ERROR, 'onError'),
			retryOnFail: pick([true, false], 'retry'),
			maxConcurrency: pick(CONCURRENCY, 'concurrency'),
			ownKey: chance(seed, 'ownKey', name) < 0.4,
			...(chance(seed, 'cancel', name) < 0.12 && {
				cancelAfterMs: chance(seed, 'cancelAfter', name) * LONGEST_BEFORE_CANCEL_MS,
			}),
			...(guard && { guard }),
			...(canLoop &&
				chance(seed, 'loop', name) < 0.2 && { loop: Math.max(2, Math.ceil(size / 4)) }),
		});
		next += size;
	}
	return batches;
}

/** Runs the execution on n8n's engine. */
export async function run(batch: Batch, credential: Credential): Promise<Finished> {
	const { phones, onError, retryOnFail, maxConcurrency, loop, executionId, cancelAfterMs } = batch;
	const options = {
		...(maxConcurrency !== undefined && { maxConcurrency }),
		...(batch.ownKey && { idempotencyKey: OWN_KEY }),
	};
	const calls = makeNode(
		{ options, task: TASK, ...(batch.guard && { safety: batch.guard.safety }) },
		{ onError, retryOnFail, maxTries: 3, waitBetweenTries: 0, alwaysOutputData: false },
	);
	const start = startWith(phones.map((phone) => ({ phone })));
	const execution = {
		credential,
		executionId,
		mode: batch.guard?.isManual ? ('manual' as const) : ('trigger' as const),
		onStart: (cancel: () => void) => {
			if (cancelAfterMs !== undefined) setTimeout(cancel, cancelAfterMs);
		},
	};
	if (loop === undefined) {
		return await runWorkflow({
			...execution,
			nodes: [start, calls],
			connections: chain('Start', 'TopCalls'),
		});
	}
	// All outputs lead back into the loop: Later, and that of “continue (using error output)”.
	const back = { node: 'Loop', type: 'main' as const, index: 0 };
	return await runWorkflow({
		...execution,
		nodes: [start, node('Loop', 'test.batches', { size: loop }), calls],
		connections: {
			...chain('Start', 'Loop', 'TopCalls'),
			TopCalls: { main: [[back], [back], [back]] },
		},
	});
}

type Credential = { apiKey: string; baseUrl: string };
