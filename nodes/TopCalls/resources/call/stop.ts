import type { OperationDefinition } from '../../execution/resource';
import { endCall } from './endCall';

/** POST /v1/calls/{call_id}/stop, see https://docs.topcalls.ai/api-reference/calls/stop-an-in-progress-call. */
export const stop: OperationDefinition = {
	name: 'Stop',
	value: 'stop',
	action: 'Stop a call',
	description: 'End a call, whether it is queued or in progress',
	...endCall(
		'stop',
		{
			done: 'calls were stopped',
			maybeDone: 'may have been stopped',
			notDone: 'not stopped',
		},
		'A call that has ended cannot be stopped. Use Get to see its result.',
	),
};
