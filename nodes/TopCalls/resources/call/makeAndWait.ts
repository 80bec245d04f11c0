import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { normalizeCall, type Call } from '../../../shared/call/call';
import { errorItem } from '../../execution/errors';
import { isDone, type Operation, type ItemState } from '../../execution/operation';
import type { OperationDefinition } from '../../execution/resource';
import type { Run } from '../../execution/run';
import { withInput } from '../../fields/includeInput';
import { movedField } from '../../fields/movedField';
import { waitFields } from '../../wait/fields';
import { simplifyField, wantsSimple } from '../../../shared/fields/simplify';
import { resultInTime, resultOf } from '../../wait/result';
import { sendsEventsTo } from '../../wait/resumeUrl';
import { suspend, type Suspended } from '../../wait/suspend';
import { chooseWaitStrategy, type WaitStrategy } from '../../wait/strategy';
import { pollUntilEnded } from '../../wait/polling';
import { callOperation, makeCall, parseCall, withWebhook, type CallRequest } from './make/makeCall';
import { callFields } from './make/fields';
import { optionsFieldWithWait } from './make/options';
import { timeFacts } from './make/safety/dueCall';
import { guardCalls, whenDue } from './make/safety/guard';
import { afterCall } from './make/safety/later';
import { safetyFieldWithCallAgain } from './make/safety/safetyField';
import { sampleCall } from './make/safety/sampleCall';
import { testRunHint } from './make/safety/testRunHint';

const ENDS = ['call.completed', 'call.failed'];

const fields: INodeProperties[] = [
	...callFields,
	simplifyField,
	safetyFieldWithCallAgain,
	optionsFieldWithWait,
	...waitFields.map(movedField),
];

interface WaitingCallRequest extends CallRequest {
	simple: boolean;
}

/**
 * Makes the calls, then waits until all of them have ended: in n8n's waiting state, from which the events
 * of the calls resume the execution (wait/resume.ts), or by polling.
 *
 * Under *Stop Workflow* an item that fails ends the node at once, with the calls that were made in the error. Waiting
 * for them first would hold a worker up to Max Wait for a node that then fails anyway: n8n cannot
 * fail a node that a webhook resumed.
 */
const operation: Operation<WaitingCallRequest, WaitStrategy> = {
	...callOperation,
	sideEffect: {
		...callOperation.sideEffect,
		ifDone: `They continue, and Get retrieves their results. ${callOperation.sideEffect.ifDone}`,
	},

	parse: (context, itemIndex) => ({
		...parseCall(context, itemIndex),
		simple: wantsSimple(context, itemIndex),
	}),

	guard: async (run, states) => await guardCalls(run, states, sampleOf),

	outputHints: (_, states) => testRunHint(states),

	begin: chooseWaitStrategy,

	async execute(run, params, itemIndex, strategy) {
		const request =
			strategy.using === 'webhook'
				? withWebhook(params, { webhookUrl: strategy.address.href, events: ENDS })
				: params;
		return await whenDue(run, itemIndex, params, async () => {
			const { made, current } = await makeCall(run, request, itemIndex);
			return [{ json: (current ?? made) as IDataObject }];
		});
	},

	async afterAll(run, states, strategy) {
		const usesLater = states.some(mayLeaveLater);
		if (strategy.using === 'webhook' && !usesLater && canWaitForEvents(strategy.address, states)) {
			const items = run.context.getInputData();
			const toSuspend = states.map((state, item) => suspended(state, item, items[item]?.json));
			await suspend(run.context, strategy, toSuspend);
			return true;
		}
		const made = states.filter(isDone);
		await pollUntilEnded(run.context, await run.reader(), made, strategy.maxWaitMs);
		states.forEach((state, item) => callAgain(run, state, item));
		return false;
	},
};

/**
 * Whether the execution can wait for events: a call is still open, and its events come to this execution. With
 * a key of the user, an earlier execution may have made the call and receives its events instead.
 */
function canWaitForEvents(address: URL, states: Array<ItemState<WaitingCallRequest>>): boolean {
	const open = states.filter(isDone).flatMap(({ params, results }) => {
		const call = results?.[0]?.json as Call | undefined;
		return call && !call.ended ? [{ call, isOwnKey: params?.key !== undefined }] : [];
	});
	const sendsEvents = ({ call, isOwnKey }: (typeof open)[0]) =>
		!isOwnKey || sendsEventsTo(call, address);
	return open.length > 0 && open.every(sendsEvents);
}

function suspended(
	state: ItemState<WaitingCallRequest>,
	item: number,
	input?: IDataObject,
): Suspended {
	const { params, results } = state;
	const [result] = results ?? [];
	if (!params || !result) {
		const { json } = errorItem(operation, state, item);
		return { entry: { result: { json } }, record: { json } };
	}
	const { number, simple, includesInput } = params;
	const kept = includesInput ? input : undefined;
	if (!isDone(state)) {
		const decided = { ...result, json: withInput(kept, result.json) };
		return { entry: { result: decided }, record: decided };
	}
	const call = result.json as unknown as Call;
	return {
		entry: { callId: call.call_id, number, simple, ...(kept && { input: kept }) },
		record: { json: withInput(kept, resultInTime(params, call)) },
	};
}

/** A finished call that was not made. */
function sampleOf(params: WaitingCallRequest): IDataObject {
	return { ...resultOf(params, normalizeCall(sampleCall(params.body))), sample: true };
}

/**
 * Whether an item leaves by the output Later, or may once its call has ended. Then the node waits by polling: of a node that
 * a webhook resumed, n8n before 2.39 hands on the first output alone, and newer ones pair its items by their position.
 */
function mayLeaveLater({ params, results }: ItemState<WaitingCallRequest>): boolean {
	return params?.safety?.callAgain !== undefined || results?.[0]?.laterAt !== undefined;
}

/** Replaces the result of a call by an item to call again; an agent, which has one output, calls again itself. */
function callAgain(run: Run, state: ItemState<WaitingCallRequest>, item: number): void {
	const { params, results, failure } = state;
	const [result] = results ?? [];
	if (!params?.safety?.callAgain || !result || failure || !isDone(state) || run.asTool) return;
	const { zones, now } = timeFacts(params, Date.now());
	const call = { item: run.context.getInputData()[item] ?? { json: {} }, zones };
	state.results = [afterCall({ ...params, ...call, safety: params.safety }, result.json, now)];
}

export const makeAndWait: OperationDefinition = {
	name: 'Make and Wait for Result',
	value: 'makeAndWait',
	action: 'Make a phone call and wait for the transcript',
	description:
		'Make an AI phone call and continue with its transcript, summary and outcome when it ends',
	fields,
	operation,
};
