import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { normalizeCall } from '../../../shared/call/call';
import type { Operation } from '../../execution/operation';
import type { OperationDefinition } from '../../execution/resource';
import { callOperation, makeCall, parseCall, withWebhook, type CallRequest } from './make/makeCall';
import { readEventTarget } from './make/webhook';
import { callFields, eventFields } from './make/fields';
import { optionsField } from './make/options';
import { guardCalls, whenDue } from './make/safety/guard';
import { safetyField } from './make/safety/safetyField';
import { sampleCall } from './make/safety/sampleCall';

const fields: INodeProperties[] = [...callFields, ...eventFields, safetyField, optionsField];

const operation: Operation<CallRequest> = {
	parse(context, itemIndex) {
		const planned = parseCall(context, itemIndex);
		const target = readEventTarget(context, itemIndex);
		return target ? withWebhook(planned, target) : planned;
	},
	guard: async (run, states) =>
		await guardCalls(run, states, ({ body }) => normalizeCall(sampleCall(body)) as IDataObject),

	async execute(run, planned, itemIndex) {
		return await whenDue(run, itemIndex, planned, async () => {
			const { placed } = await makeCall(run, planned, itemIndex);
			return [{ json: placed as IDataObject }];
		});
	},
	...callOperation,
};

export const make: OperationDefinition = {
	name: 'Make',
	value: 'make',
	action: 'Make a phone call',
	description: 'Make an AI phone call and continue without waiting for it to end',
	fields,
	operation,
};
