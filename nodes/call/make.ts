import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Operation } from '../items/operation';
import { dialling, placeCall, planCall, tellingTo, type PlannedCall } from './dialling';
import { readEventTarget } from './eventTarget';
import { callFields, eventFields } from './makeFields';
import { optionsField } from './makeOptions';

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
