import { sleep, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import type { Call } from '../../shared/call/call';
import type { TopCallsClient } from '../../shared/client/client';
import type { TopCallsError } from '../../shared/errors/TopCallsError';
import type { ItemState } from '../execution/operation';
import { cancelled } from '../execution/run';
import { lostProblem, lostResult } from './lostCall';
import { pollCall, type Polling } from './pollCall';
import { resultOf, timedOut, type WaitingCall } from './result';

/**
 * Keeps the execution running until all placed calls have ended or the time is up, and puts what came
 * of each call in the place of what TopCalls said when it took it. A call of which nothing more can be learnt
 * holds up no other.
 *
 * @param maxWait milliseconds
 */
export async function pollUntilEnded<Planned extends WaitingCall>(
	context: IExecuteFunctions,
	client: TopCallsClient,
	outcomes: Array<ItemState<Planned>>,
	maxWait: number,
): Promise<void> {
	const deadline = Date.now() + maxWait;
	const pause = cancellablePause(context);
	const polling: Polling = { client, deadline, now: Date.now, pause };
	const watchOne = async (outcome: ItemState<Planned>, order: number): Promise<void> => {
		const { params, results } = outcome;
		const placed = results?.[0]?.json as Call | undefined;
		if (!params || !placed) return;
		try {
			const { call, lost } = await pollCall(polling, placed, order);
			if (lost && context.continueOnFail()) outcome.failure = lostProblem(lost);
			else outcome.results = [{ json: jsonOf(params, call, lost) }];
		} catch (error) {
			outcome.failure = error as Error;
		}
	};
	await Promise.all(outcomes.map(watchOne));
}

function jsonOf(awaited: WaitingCall, call: Call, lost?: TopCallsError): IDataObject {
	if (lost) return lostResult(awaited, call, lost);
	return call.ended ? resultOf(awaited, call) : timedOut(awaited, call);
}

/** Waits like `sleep`, but not a moment longer once the user cancels the execution. */
function cancellablePause(context: IExecuteFunctions): (milliseconds: number) => Promise<void> {
	const signal = context.getExecutionCancelSignal?.();
	const cancellation = new Promise<never>((_, reject) => {
		signal?.addEventListener('abort', () => reject(cancelled()), { once: true });
	});
	cancellation.catch(() => undefined);
	return async (milliseconds) => await Promise.race([sleep(milliseconds), cancellation]);
}
