import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Call } from '../../../shared/call/call';
import { errorItem } from '../../execution/errors';
import type { Operation, ItemState } from '../../execution/operation';
import type { OperationDefinition } from '../../execution/resource';
import { simplifyField, wantsSimple } from '../../../shared/fields/simplify';
import { timedOut } from '../../wait/result';
import { sendsEventsTo } from '../../wait/resumeUrl';
import { suspend, type Suspended } from '../../wait/suspend';
import { waitFields } from '../../wait/fields';
import { chooseWaitStrategy, type WaitStrategy } from '../../wait/strategy';
import { pollUntilEnded } from '../../wait/polling';
import { callOperation, makeCall, parseCall, withWebhook, type CallRequest } from './make/makeCall';
import { callFields } from './make/fields';
import { optionsField } from './make/options';

const ENDS = ['call.completed', 'call.failed'];

const fields: INodeProperties[] = [...callFields, ...waitFields, simplifyField, optionsField];

interface WaitingCallRequest extends CallRequest {
	simple: boolean;
}

/**
 * Makes the calls, then waits until all of them have ended: in n8n's waiting state, where the events
 * of the calls resume the workflow (wait/resume.ts), or by asking again and again.
 *
 * Under *Stop Workflow* an item that fails ends the node at once, with the calls that were made in the error. To
 * wait for them first would mean to hold a worker up to Max Wait for a node that then fails all the same: n8n cannot
 * let a node fail that a webhook resumed.
 */
const operation: Operation<WaitingCallRequest, WaitStrategy> = {
	...callOperation,
	sideEffect: {
		...callOperation.sideEffect,
		ifDone: `They go on, and Get brings what comes of them. ${callOperation.sideEffect.ifDone}`,
	},

	parse: (context, itemIndex) => ({
		...parseCall(context, itemIndex),
		simple: wantsSimple(context, itemIndex),
	}),

	begin: chooseWaitStrategy,

	async execute(run, params, itemIndex, strategy) {
		const { placed, current } = await makeCall(
			run,
			strategy.using === 'webhook'
				? withWebhook(params, { webhookUrl: strategy.address.href, events: ENDS })
				: params,
			itemIndex,
		);
		return [{ json: (current ?? placed) as IDataObject }];
	},

	async afterAll(run, states, strategy) {
		if (strategy.using === 'webhook' && canWaitForEvents(strategy.address, states)) {
			await suspend(run.context, strategy, states.map(suspended));
			return true;
		}
		await pollUntilEnded(run.context, await run.reader(), states, strategy.maxWaitMs);
		return false;
	},
};

/**
 * Whether the execution can be put aside: a call is still open, and TopCalls tells this execution of it. With
 * the user's own key, an earlier execution may have made the call, and is told instead.
 */
function canWaitForEvents(address: URL, states: Array<ItemState<WaitingCallRequest>>): boolean {
	const open = states.flatMap(({ params, results }) => {
		const call = results?.[0]?.json as Call | undefined;
		return call && !call.ended ? [{ call, isOwnKey: params?.key !== undefined }] : [];
	});
	const sendsEvents = ({ call, isOwnKey }: (typeof open)[0]) =>
		!isOwnKey || sendsEventsTo(call, address);
	return open.length > 0 && open.every(sendsEvents);
}

function suspended(state: ItemState<WaitingCallRequest>, item: number): Suspended {
	const { params, results } = state;
	const call = results?.[0]?.json as Call | undefined;
	if (!params || !call) {
		const { json } = errorItem(operation, state, item);
		return { entry: { failed: json }, record: json };
	}
	const { number, simple } = params;
	return {
		entry: { callId: call.call_id, number, simple },
		record: timedOut(params, call),
	};
}

export const makeAndWait: OperationDefinition = {
	name: 'Make and Wait',
	value: 'makeAndWait',
	action: 'Make a phone call and wait for the result',
	description:
		'Make an AI phone call and continue with its transcript, summary and state when it ends',
	fields,
	operation,
};
