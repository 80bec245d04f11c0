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
	perform: async (run, planned, itemIndex) => [
		{ json: (await placeCall(run, planned, itemIndex)) as IDataObject },
	],
	...dialling,
};
