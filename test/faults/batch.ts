import type { INode } from 'n8n-workflow';

import { chain, node, runWorkflow, type Finished } from '../engine/runWorkflow';
import { makeNode, startWith } from '../engine/topCallsNode';
import { chance, wholeNumber } from '../sandbox/seededRandom';

/** One execution of a workflow that makes calls. */
export interface Batch {
	executionId: string;
	phones: string[];
	onError: NonNullable<INode['onError']>;
	retryOnFail: boolean;
	maxConcurrency?: number;
	/** Items a round, when the calls are made in a loop. */
	loop?: number;
}

const ON_ERROR = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;
const CONCURRENCY = [undefined, undefined, 1_000, 25, 5] as const;

/** Deals the numbers out to executions of many kinds, the same ones for the same seed. */
export function deal(seed: number, phones: string[], largest: number): Batch[] {
	const batches: Batch[] = [];
	for (let next = 0; next < phones.length; ) {
		const name = batches.length;
		const pick = <T>(from: readonly T[], what: string) =>
			from[Math.floor(chance(seed, what, name) * from.length)] as T;
		const small = chance(seed, 'small', name) < 0.4;
		const size = wholeNumber(seed, small ? [1, 20] : [21, largest], 'size', name);
		batches.push({
			executionId: `storm-${seed}-${name}`,
			phones: phones.slice(next, next + size),
			onError: pick(ON_ERROR, 'onError'),
			retryOnFail: pick([true, false], 'retry'),
			maxConcurrency: pick(CONCURRENCY, 'concurrency'),
			...(chance(seed, 'loop', name) < 0.2 && { loop: Math.max(2, Math.ceil(size / 4)) }),
		});
		next += size;
	}
	return batches;
}

/** Runs the execution on n8n's engine. */
export async function run(batch: Batch, credential: Credential): Promise<Finished> {
	const { phones, onError, retryOnFail, maxConcurrency, loop, executionId } = batch;
	const options = maxConcurrency === undefined ? {} : { maxConcurrency };
	const calls = makeNode(
		{ options },
		{ onError, retryOnFail, maxTries: 3, waitBetweenTries: 0, alwaysOutputData: false },
	);
	const start = startWith(phones.map((phone) => ({ phone })));
	if (loop === undefined) {
		return await runWorkflow({
			nodes: [start, calls],
			connections: chain('Start', 'TopCalls'),
			credential,
			executionId,
		});
	}
	// Of the node's two outputs under “continue (using error output)” both lead back into the loop.
	const back = { node: 'Loop', type: 'main' as const, index: 0 };
	return await runWorkflow({
		nodes: [start, node('Loop', 'test.batches', { size: loop }), calls],
		connections: { ...chain('Start', 'Loop', 'TopCalls'), TopCalls: { main: [[back], [back]] } },
		credential,
		executionId,
	});
}

type Credential = { apiKey: string; baseUrl: string };
