import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Call } from '../../../shared/call/call';
import { errorItem } from '../../execution/errors';
import type { Operation, Outcome } from '../../execution/operation';
import { simplifyField, wantsSimple } from '../../../shared/fields/simplify';
import { timedOut } from '../../wait/result';
import { isTold } from '../../wait/resumeUrl';
import { suspend, type Suspended } from '../../wait/suspend';
import { waitFields } from '../../wait/fields';
import { makeWaitPlan, type WaitPlan } from '../../wait/strategy';
import { watchCalls } from '../../wait/polling';
import { dialling, placeCall, planCall, tellingTo, type PlannedCall } from './make/makeCall';
import { callFields } from './make/fields';
import { optionsField } from './make/options';

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
 * Makes the calls, then waits until all of them have ended: in n8n's waiting state, where the events
 * of the calls resume the workflow (wait/resume.ts), or by asking again and again.
 *
 * Under *Stop Workflow* an item that fails ends the node at once, with the calls that were made in the error. To
 * wait for them first would mean to hold a worker up to Max Wait for a node that then fails all the same: n8n cannot
 * let a node fail that a webhook resumed.
 */
export const operation: Operation<AwaitedCall, WaitPlan> = {
	...dialling,
	countedAs: {
		...dialling.countedAs,
		ifDone: `They go on, and Get brings what comes of them. ${dialling.countedAs.ifDone}`,
	},

	prepare: (context, itemIndex) => ({
		...planCall(context, itemIndex),
		simple: wantsSimple(context, itemIndex),
	}),

	begin: makeWaitPlan,

	async perform(run, planned, itemIndex, plan) {
		const { placed, current } = await placeCall(
			run,
			plan.using === 'webhook'
				? tellingTo(planned, { webhookUrl: plan.address.href, events: ENDS })
				: planned,
			itemIndex,
		);
		return [{ json: (current ?? placed) as IDataObject }];
	},

	async settle(run, outcomes, plan) {
		if (plan.using === 'webhook' && willHear(plan.address, outcomes)) {
			await suspend(run.context, plan, outcomes.map(suspended));
			return true;
		}
		await watchCalls(run.context, await run.reader(), outcomes, plan.maxWait);
		return false;
	},
};

/**
 * Whether the execution can be put aside: a call is still open, and TopCalls tells this execution of it. With
 * the user's own key, an earlier execution may have made the call, and is told instead.
 */
function willHear(address: URL, outcomes: Array<Outcome<AwaitedCall>>): boolean {
	const open = outcomes.flatMap(({ prepared, results }) => {
		const call = results?.[0]?.json as Call | undefined;
		return call && !call.ended ? [{ call, isOwnKey: prepared?.key !== undefined }] : [];
	});
	const isHeard = ({ call, isOwnKey }: (typeof open)[0]) => !isOwnKey || isTold(call, address);
	return open.length > 0 && open.every(isHeard);
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
