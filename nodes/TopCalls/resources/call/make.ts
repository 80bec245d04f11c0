import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { normalizeCall } from '../../../shared/call/call';
import type { ItemState, Operation } from '../../execution/operation';
import type { OperationDefinition } from '../../execution/resource';
import type { Run } from '../../execution/run';
import { callOperation, makeCall, parseCall, withWebhook, type CallRequest } from './make/makeCall';
import { checkReachable, readEventTarget } from './make/webhook';
import { hintsAfterMake } from './make/outputHints';
import { callFields, eventFields, toolNotice } from './make/fields';
import { optionsField } from './make/options';
import { guardCalls, whenDue } from './make/safety/guard';
import { safetyField } from './make/safety/safetyField';
import { sampleCall } from './make/safety/sampleCall';
import { testRunHint } from './make/safety/testRunHint';

const fields: INodeProperties[] = [
	toolNotice,
	...callFields,
	...eventFields,
	safetyField,
	optionsField,
];

const operation: Operation<CallRequest> = {
	parse(context, itemIndex) {
		const planned = parseCall(context, itemIndex);
		const target = readEventTarget(context, itemIndex);
		return target ? withWebhook(planned, target) : planned;
	},
	async guard(run, states) {
		await guardCalls(run, states, ({ body }) => normalizeCall(sampleCall(body)) as IDataObject);
		refuseUnreachable(run, states);
	},

	async execute(run, planned, itemIndex) {
		return await whenDue(run, itemIndex, planned, async () => {
			const { made } = await makeCall(run, planned, itemIndex);
			return [{ json: made as IDataObject }];
		});
	},
	...callOperation,
	outputHints: (context, states) => [...testRunHint(states), ...hintsAfterMake(context, states)],
};

/** Of the calls that are to be made, those whose events would not arrive. */
function refuseUnreachable({ context, client }: Run, states: Array<ItemState<CallRequest>>): void {
	states.forEach((state, itemIndex) => {
		if (state.failure || state.results) return;
		try {
			checkReachable(context, itemIndex, state.params?.body.webhook_url, client.settings.baseUrl);
		} catch (error) {
			state.failure = error as Error;
		}
	});
}

export const make: OperationDefinition = {
	name: 'Make',
	value: 'make',
	action: 'Make a phone call',
	description: 'Make an AI phone call and continue without waiting for it to end',
	fields,
	operation,
};
