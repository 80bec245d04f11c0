import type { OperationDefinition } from '../../execution/resource';
import { changeState } from './changeState';

/** POST /v1/campaigns/{campaign_id}/pause, see https://docs.topcalls.ai/api-reference/campaigns/pause-a-campaign. */
export const pause: OperationDefinition = {
	name: 'Pause',
	value: 'pause',
	action: 'Pause a campaign',
	description: 'Stop a campaign from making new calls. Calls in progress continue.',
	...changeState('pause', {
		done: 'paused',
		from: ['running'],
		sideEffect: {
			done: 'campaigns were paused',
			maybeDone: 'may have been paused',
			notDone: 'not paused',
			ifUnknown: 'It is safe to run the workflow again.',
		},
	}),
};
