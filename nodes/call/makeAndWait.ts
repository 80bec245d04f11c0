import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Call } from '../api/call';
import { fetchCall } from '../api/calls';
import type { TopCallsClient } from '../api/client';
import { errorItem } from '../items/failures';
import type { Operation, Outcome } from '../items/operation';
import { openCancellable } from '../items/run';
import { simplifyField, wantsSimple } from '../items/simplify';
import { timedOut } from '../wait/result';
import { isTold } from '../wait/resumeUrl';
import { suspend, type Suspended } from '../wait/suspend';
import { waitFields } from '../wait/waitFields';
import { waitPlan } from '../wait/waitPlan';
import { watchCalls } from '../wait/watch';
import { dialling, placeCall, planCall, tellingTo, type PlannedCall } from './dialling';
import { callFields } from './makeFields';
import { optionsField } from './makeOptions';

const ENDS = ['call.completed', 'call.failed'];

export const fields: INodeProperties[] = [
	...callFields,
	...waitFields,
	simplifyField,
	optionsField,
];

interface AwaitedCall extends PlannedCall {
	simple: boolean;
}

/**
 * Places the calls, then waits until all of them have ended: in n8n's waiting state, where the events
 * of the calls resume the flow (wait/resume.ts), or by asking again and again.
 */
export const operation: Operation<AwaitedCall> = {
	...dialling,

	prepare: (context, itemIndex) => ({
		...planCall(context, itemIndex),
		simple: wantsSimple(context, itemIndex),
	}),

	async perform(run, planned, itemIndex) {
		const plan = waitPlan(run);
		const call = await placeCall(
			run,
			plan.using === 'webhook'
				? tellingTo(planned, { webhookUrl: plan.address.href, events: ENDS })
				: planned,
			itemIndex,
		);
		return [{ json: call as IDataObject }];
	},

	async settle(run, outcomes) {
		const plan = waitPlan(run);
		// Looking at calls is not held up by the pace that the user set for placing them.
		const client = await openCancellable(run.context);
		if (plan.using === 'webhook' && (await willHear(client, plan.address, outcomes))) {
			await suspend(run.context, plan, outcomes.map(suspended));
			return true;
		}
		await watchCalls(run.context, client, outcomes, plan.maxWait);
		return false;
	},
};

/**
 * Whether the flow can be put aside: a call is still open, and TopCalls tells this execution of it. With
 * the user's own key, an earlier execution may have placed the call, and is told instead.
 */
async function willHear(
	client: TopCallsClient,
	address: URL,
	outcomes: Array<Outcome<AwaitedCall>>,
): Promise<boolean> {
	const open = async ({ prepared, results }: Outcome<AwaitedCall>, order: number) => {
		const placed = results?.[0]?.json as Call | undefined;
		if (!placed || placed.ended) return 'nothing';
		if (!prepared?.key) return 'told';
		const call = await fetchCall(client, placed.call_id, order).catch(() => placed);
		if (call.ended) return 'nothing';
		return isTold(call, address) ? 'told' : 'not told';
	};
	const states = await Promise.all(outcomes.map(open));
	return states.includes('told') && !states.includes('not told');
}

function suspended(outcome: Outcome<AwaitedCall>, item: number): Suspended {
	const { prepared, results } = outcome;
	const call = results?.[0]?.json as Call | undefined;
	if (!prepared || !call) {
		const { json } = errorItem(operation, outcome, item);
		return { entry: { failed: json }, record: json };
	}
	const { number, simple } = prepared;
	return {
		entry: { callId: call.call_id, number, simple },
		record: timedOut(prepared, call),
	};
}
