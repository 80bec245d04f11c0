import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { simplifyCall } from '../../../shared/call/call';
import { fetchCall } from '../../../shared/call/requests';
import type { Operation } from '../../execution/operation';
import { callIdField, readCallId } from './callId';
import { simplifyField, wantsSimple } from '../../../shared/fields/simplify';

export const fields: INodeProperties[] = [callIdField, simplifyField];

export const operation: Operation<{ callId: string; simple: boolean }> = {
	parse: (context, itemIndex) => ({
		callId: readCallId(context, itemIndex),
		simple: wantsSimple(context, itemIndex),
	}),

	async execute({ client }, { callId, simple }, itemIndex) {
		const call = await fetchCall(client, callId, itemIndex);
		return [{ json: (simple ? simplifyCall(call) : call) as IDataObject }];
	},

	describeItem: ({ callId }) => ({ call_id: callId }),
};
