import type { INodeProperties } from 'n8n-workflow';

import { campaignField } from '../shared/campaign/campaignField';
import { simplifyField } from '../shared/fields/simplify';

export const eventsField: INodeProperties = {
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	required: true,
	default: ['call.completed', 'call.failed'],
	options: [
		{
			name: 'Call Completed',
			value: 'call.completed',
			action: 'On call completed (checked on a schedule)',
			description: 'Answered by a person or voicemail',
		},
		{
			name: 'Call Failed',
			value: 'call.failed',
			action: 'On call failed (checked on a schedule)',
			description: 'No answer, busy, rejected, failed or canceled',
		},
	],
};

export const maxWaitField: INodeProperties = {
	displayName: 'Max Wait for Transcript (Minutes)',
	name: 'maxWait',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 5,
	description:
		'How long to wait for the transcript, summary and recording of a completed call. After that, the call is output without them.',
};

export const fields: INodeProperties[] = [
	{
		displayName:
			'Gets every call in your account and needs no public URL. Calls that ended before you first published the workflow are not included.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	eventsField,
	simplifyField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{ ...campaignField, required: false, description: 'Only calls of this campaign' },
			maxWaitField,
		],
	},
];
