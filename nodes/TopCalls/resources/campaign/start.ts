import type { OperationDefinition } from '../../execution/resource';
import { changeState } from './changeState';

/** POST /v1/campaigns/{campaign_id}/start, see https://docs.topcalls.ai/api-reference/campaigns/start-a-campaign. */
export const start: OperationDefinition = {
	name: 'Start',
	value: 'start',
	action: 'Start a campaign',
	description: 'Start a campaign, or continue a paused one',
	...changeState('start', {
		done: 'started',
		from: ['draft', 'scheduled', 'paused'],
		sideEffect: {
			done: 'campaigns were started',
			maybeDone: 'may have been started',
			notDone: 'not started',
			ifUnknown: 'It is safe to run the workflow again.',
		},
	}),
};
