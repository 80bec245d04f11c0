import type { INodeProperties } from 'n8n-workflow';

import { callAgainField } from './callAgainField';
import { callingHoursField } from './callingHoursField';
import { manualRunsField } from './manualRunsField';

const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: true,
	description:
		'Whether to call nobody and output, for each item, who would be called, when, and with which request',
};

const maxCalls: INodeProperties = {
	displayName: 'Max Calls',
	name: 'maxCalls',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 100,
	description: 'Maximum number of items per run. With more items, no call is made.',
};

const skipUnsubscribed: INodeProperties = {
	displayName: 'Skip Unsubscribed Leads',
	name: 'skipUnsubscribed',
	type: 'boolean',
	default: true,
	description:
		'Whether to look up each number in the leads of TopCalls and skip unsubscribed leads',
};

/** Who may be called, when, and when not. Nothing is checked unless it is set. */
export const safetyField: INodeProperties = safetyWith([]);

/** The same for an operation that waits for the results of its calls. */
export const safetyFieldWithCallAgain: INodeProperties = safetyWith([callAgainField]);

function safetyWith(first: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Safety',
		name: 'safety',
		type: 'collection',
		placeholder: 'Add Safety Setting',
		default: {},
		description: 'Who may be called, and when',
		options: [...first, callingHoursField, dryRun, manualRunsField, maxCalls, skipUnsubscribed],
	};
}
