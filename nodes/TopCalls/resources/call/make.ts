import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../execution/operation';
import { dialling, placeCall, planCall, tellingTo, type PlannedCall } from './make/makeCall';
import { readEventTarget } from './make/webhook';
import { callFields, eventFields } from './make/fields';
import { optionsField } from './make/options';

export const fields: INodeProperties[] = [...callFields, ...eventFields, optionsField];

export const operation: Operation<PlannedCall> = {
	prepare(context, itemIndex) {
		const planned = planCall(context, itemIndex);
		const target = readEventTarget(context, itemIndex);
		return target ? tellingTo(planned, target) : planned;
	},
	async perform(run, planned, itemIndex) {
		const { placed } = await placeCall(run, planned, itemIndex);
		return [{ json: placed as IDataObject }];
	},
	...dialling,
};
