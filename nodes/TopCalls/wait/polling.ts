import { sleep, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import type { Call } from '../../shared/call/call';
import type { TopCallsClient } from '../../shared/client/client';
import type { TopCallsError } from '../../shared/errors/TopCallsError';
import type { ItemState } from '../execution/operation';
import { canceledError } from '../execution/run';
import { unreadableError, unreadableResult } from './unreadableCall';
import { pollCall, type Polling } from './pollCall';
import { resultInTime, type WaitingCall } from './result';

/**
 * Keeps the execution running until all calls have ended or the time is up, and replaces the result of each item with
 * the result of its call. A call that can no longer be read does not delay the others.
 *
 * @param maxWaitMs from now on
 */
export async function pollUntilEnded<Params extends WaitingCall>(
	context: IExecuteFunctions,
	client: TopCallsClient,
	states: Array<ItemState<Params>>,
	maxWaitMs: number,
): Promise<void> {
	const deadline = Date.now() + maxWaitMs;
	const pause = cancelablePause(context);
	const polling: Polling = { client, deadline, now: Date.now, pause };
	const pollOne = async (state: ItemState<Params>, priority: number): Promise<void> => {
		const { params, results } = state;
		const made = results?.[0]?.json as Call | undefined;
		if (!params || !made) return;
		try {
			const { call, lost } = await pollCall(polling, made, priority);
			if (lost && context.continueOnFail()) state.failure = unreadableError(lost);
			else state.results = [{ json: jsonOf(params, call, lost) }];
		} catch (error) {
			state.failure = error as Error;
		}
	};
	await Promise.all(states.map(pollOne));
}

function jsonOf(waiting: WaitingCall, call: Call, lost?: TopCallsError): IDataObject {
	return lost ? unreadableResult(waiting, call, lost) : resultInTime(waiting, call);
}

/** Waits like `sleep`, but ends as soon as the user cancels the execution. */
function cancelablePause(context: IExecuteFunctions): (milliseconds: number) => Promise<void> {
	const signal = context.getExecutionCancelSignal?.();
	const cancellation = new Promise<never>((_, reject) => {
		signal?.addEventListener('abort', () => reject(canceledError()), { once: true });
	});
	cancellation.catch(() => undefined);
	return async (milliseconds) => await Promise.race([sleep(milliseconds), cancellation]);
}
