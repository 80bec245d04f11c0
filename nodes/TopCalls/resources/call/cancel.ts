import type { INodeProperties } from 'n8n-workflow';

import { callIdField } from './callId';
import { endCall } from './endCall';

export const fields: INodeProperties[] = [callIdField];

/** POST /v1/calls/{call_id}/cancel, see https://docs.topcalls.ai/api-reference/calls/cancel-a-queued-call. */
export const operation = endCall('cancel', {
	done: 'calls were canceled',
	maybeDone: 'may have been canceled',
	notDone: 'not canceled',
	fixes: { 409: 'Only a queued call can be cancelled. Use Stop for one that has begun.' },
});
