import type { OperationDefinition } from '../../execution/resource';
import { endCall } from './endCall';

/** POST /v1/calls/{call_id}/cancel, see https://docs.topcalls.ai/api-reference/calls/cancel-a-queued-call. */
export const cancel: OperationDefinition = {
	name: 'Cancel',
	value: 'cancel',
	action: 'Cancel a queued call',
	description: 'Cancel a call before it starts',
	...endCall(
		'cancel',
		{
			done: 'calls were canceled',
			maybeDone: 'may have been canceled',
			notDone: 'not canceled',
		},
		'Only a queued call can be canceled. Use Stop for one that has started.',
	),
};
