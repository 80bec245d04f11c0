import type { INodeProperties } from 'n8n-workflow';

import { callIdField } from './callId';
import { endCall } from './endCall';

export const fields: INodeProperties[] = [callIdField];

/** POST /v1/calls/{call_id}/stop, see https://docs.topcalls.ai/api-reference/calls/stop-an-in-progress-call. */
export const operation = endCall('stop', {
	done: 'calls were stopped',
	maybeDone: 'may have been stopped',
	notDone: 'not stopped',
	fixes: { 409: 'A call that has ended cannot be stopped. Use Get to see what became of it.' },
});
