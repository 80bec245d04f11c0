import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { simplifyField } from '../shared/fields/simplify';
import { signatureOptions } from './signatureOptions';

/** Not written out below, because lint would capitalize n8n in a title. */
const MADE_BY_N8N = 'Calls Made by n8n';

const sources: INodePropertyOptions[] = [
	{
		name: 'All Completed Calls of the Account',
		value: 'account',
		description: 'All completed calls, no matter who made them. Failed calls are not included.',
	},
	{
		name: MADE_BY_N8N,
		value: 'calls',
		description: 'Calls of this workflow, and of other workflows that have its production URL',
	},
];

export const sourceField: INodeProperties = {
	displayName: 'Source',
	name: 'source',
	type: 'options',
	noDataExpression: true,
	default: 'calls',
	description: 'Which calls start the workflow',
	options: sources,
};

const notices: INodeProperties[] = [
	{
		displayName:
			'Once published, this trigger receives the calls made in <b>this workflow</b>. To receive calls from <b>other workflows</b>, paste the production URL (under <b>Webhook URLs</b> above) into their <b>Webhook URL</b> field.',
		name: 'callsNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { source: ['calls'] } },
	},
	{
		displayName:
			'n8n subscribes to completed calls when you publish the workflow and unsubscribes when you unpublish it. For calls that failed, use the <b>TopCalls Polling Trigger</b>.',
		name: 'accountNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { source: ['account'] } },
	},
];

/** n8n offers a trigger for each event of a field with this label. */
export const eventsField: INodeProperties = {
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	default: ['call.completed', 'call.failed'],
	options: [
		{
			name: 'Call Completed',
			value: 'call.completed',
			description: 'Answered by a person or voicemail; transcript, summary and recording are ready',
		},
		{
			name: 'Call Failed',
			value: 'call.failed',
			description: 'Busy, no answer, rejected, or the call could not be made',
		},
		{
			name: 'Call Queued',
			value: 'call.queued',
			description: 'The call waits in the queue of TopCalls',
		},
		{
			name: 'Call Started',
			value: 'call.started',
			description: 'The call is connected',
		},
		{
			name: 'Call Transferred',
			value: 'call.transferred',
			description: 'The call was transferred, such as to a person',
		},
	],
	displayOptions: { show: { source: ['calls'] } },
};

export const campaignEventsField: INodeProperties = {
	displayName: 'Campaign Events',
	name: 'campaignEvents',
	type: 'multiOptions',
	default: [],
	description:
		'Events of campaigns that also start the workflow. In TopCalls, give the campaign the production URL as its webhook.',
	options: [
		{ name: 'Campaign Completed', value: 'campaign.completed' },
		{ name: 'Campaign Paused', value: 'campaign.paused' },
		{ name: 'Campaign Resumed', value: 'campaign.resumed' },
		{ name: 'Campaign Started', value: 'campaign.started' },
		{ name: 'Campaign Stopped', value: 'campaign.stopped' },
	],
	displayOptions: { show: { '/source': ['calls'] } },
};

const accountFilters: INodeProperties[] = [
	{
		displayName: 'Dispositions',
		name: 'dispositions',
		type: 'string',
		default: '',
		placeholder: 'e.g. confirmed, booked_callback',
		description:
			'Only calls with one of these results, separated by commas. Leave empty for all calls.',
		displayOptions: { show: { source: ['account'] } },
	},
	{
		displayName: 'Only Conversions',
		name: 'onlyConversions',
		type: 'boolean',
		default: false,
		description:
			'Whether to start the workflow only for calls whose disposition counts as a conversion in their campaign',
		displayOptions: { show: { source: ['account'] } },
	},
	{
		displayName: 'Phone Number Pattern',
		name: 'phoneNumberPattern',
		type: 'string',
		default: '',
		placeholder: 'e.g. +1555%',
		description: 'Only calls to these numbers. Use % as a wildcard. Leave empty for all numbers.',
		displayOptions: { show: { source: ['account'] } },
	},
];

const common: INodeProperties[] = [
	{
		displayName: 'Verify with API',
		name: 'verifyWithApi',
		type: 'boolean',
		default: true,
		description:
			'Whether to get each call from TopCalls before the workflow starts, so that a forged event cannot start it',
	},
	simplifyField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [campaignEventsField, ...signatureOptions],
	},
];

export const fields: INodeProperties[] = [
	...notices,
	sourceField,
	eventsField,
	...accountFilters,
	...common,
];
