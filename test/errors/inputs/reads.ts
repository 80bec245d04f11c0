import type { INodeParameters } from 'n8n-workflow';

import type { Section } from '../case';
import { leftOut, oddValues, unevaluated } from './expressions';

const get: INodeParameters = { resource: 'call', operation: 'get', callId: '={{ $json.callId }}' };
const NOT_IDS = ['../voices', '..', 'https://x.example/1', 'a?b=1', '+1 415 555 0101', 'a b'];

export const callIds: Section = {
	title: 'Call ID',
	about: 'Of *Get*, *Cancel*, *Stop* and *Download Recording*.',
	sendsNothing: true,
	node: get,
	cases: [
		...oddValues('Call ID', (callId) => ({ callId })),
		...NOT_IDS.map((callId) => ({
			given: `Call ID \`${callId}\``,
			parameters: { callId },
			field: 'Call ID',
		})),
		...['cancel', 'stop', 'downloadRecording'].map((operation) => ({
			given: `Call ID is empty, in ${operation}`,
			parameters: { operation, callId: '' },
			field: 'Call ID',
		})),
		...oddValues('Put Output File in Field', (binaryPropertyName) => ({
			operation: 'downloadRecording',
			binaryPropertyName,
		})),
		...unevaluated({
			'Call ID': (callId) => ({ callId }),
			'Put Output File in Field': (binaryPropertyName) => ({
				operation: 'downloadRecording',
				binaryPropertyName,
			}),
		}),
	],
};

const ALL = leftOut('calls of all kinds are output');

export const getMany: Section = {
	title: 'Get Many',
	about: 'A filter that is empty is left out, as elsewhere in n8n.',
	sendsNothing: true,
	node: { resource: 'call', operation: 'getMany' },
	cases: [
		...oddValues('Limit', (limit) => ({ limit })),
		...[0, -1, 'ten'].map((limit) => ({
			given: `Limit \`${limit}\``,
			parameters: { limit },
			field: 'Limit',
		})),
		...oddValues('Campaign', (campaignId) => ({ filters: { campaignId } }), ALL),
		...oddValues('Outcome', (callStatus) => ({ filters: { callStatus } }), ALL),
		...unevaluated({
			Limit: (limit) => ({ limit }),
			Campaign: (campaignId) => ({ filters: { campaignId } }),
		}),
		{
			given: 'An operation that does not exist',
			parameters: { operation: 'explode' },
		},
		{
			given: 'A resource that does not exist',
			parameters: { resource: 'fax' },
		},
	],
};
