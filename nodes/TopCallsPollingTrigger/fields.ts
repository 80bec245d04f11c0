import type { INodeProperties } from 'n8n-workflow';

import { simplifyField } from '../shared/fields/simplify';

export const fields: INodeProperties[] = [
	{
		displayName:
			'Sees every call of the account, whoever placed it, and needs no public URL. Calls that ended before the workflow was first published do not come out.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['call.completed', 'call.failed'],
		description: 'Which ends of a call start the workflow',
		options: [
			{
				name: 'Call Completed',
				value: 'call.completed',
				description: 'Somebody or something answered, a voicemail too',
			},
			{
				name: 'Call Failed',
				value: 'call.failed',
				description: 'No answer, busy, rejected, failed or cancelled',
			},
		],
	},
	simplifyField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Campaign ID',
				name: 'campaignId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 3c90c3cc-0d44-4b50-8888-8dd25736052a',
				description: 'Only calls of this campaign',
			},
			{
				displayName: 'Max Wait for Transcript (Minutes)',
				name: 'maxWait',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 5,
				description:
					'How long a completed call may wait for its transcript, summary and recording before it comes out without them',
			},
		],
	},
];
