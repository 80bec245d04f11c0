import type { IDataObject } from 'n8n-workflow';

import { simplifyCall } from '../../../shared/call/call';
import { readCall } from '../../../shared/call/requests';
import { simplifyField } from '../../../shared/fields/simplify';
import { endpoint } from '../../execution/endpoint';
import type { OperationDefinition } from '../../execution/resource';
import { callIdField, describeCall, readCallId } from './callId';

/** GET /v1/calls/{call_id}, see https://docs.topcalls.ai/api-reference/calls/get-call-details. */
export const get: OperationDefinition = {
	name: 'Get',
	value: 'get',
	action: 'Get a call',
	description: 'Retrieve the status, transcript, summary and recording link of a call',
	...endpoint({
		action: 'getCall',
		method: 'GET',
		path: '/v1/calls/{callId}',
		fields: [callIdField, simplifyField],
		readers: { callId: readCallId },
		scope: 'calls:read',
		output: (answer, { other }) => {
			const call = readCall(answer);
			return (other.simplify === false ? call : simplifyCall(call)) as IDataObject;
		},
		describe: describeCall,
	}),
};
