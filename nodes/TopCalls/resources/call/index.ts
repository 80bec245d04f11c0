import type { INodeProperties } from 'n8n-workflow';

import * as cancel from './cancel';
import * as downloadRecording from './downloadRecording';
import * as get from './get';
import * as getMany from './getMany';
import * as make from './make';
import * as makeAndWait from './makeAndWait';
import * as stop from './stop';

export const operationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: 'make',
	displayOptions: { show: { resource: ['call'] } },
	options: [
		{
			name: 'Cancel',
			value: 'cancel',
			action: 'Cancel a queued call',
			description: 'Take back a call that has not begun',
		},
		{
			name: 'Download Recording',
			value: 'downloadRecording',
			action: 'Download a call recording',
			description: 'Get the recording of a call as a file',
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get a call',
			description: 'Get status, transcript, summary and recording of a call',
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many calls',
			description: 'Get the calls of the account, newest first',
		},
		{
			name: 'Make',
			value: 'make',
			action: 'Make a call',
			description: 'Ring a person and let the AI speak. Goes on as soon as the call is placed.',
		},
		{
			name: 'Make and Wait',
			value: 'makeAndWait',
			action: 'Make a call and wait for the result',
			description:
				'Ring a person, let the AI speak, and go on with transcript, summary and outcome when the call has ended',
		},
		{
			name: 'Stop',
			value: 'stop',
			action: 'Stop a call',
			description: 'End a call that is queued or in progress',
		},
	],
};

export const operations = { cancel, downloadRecording, get, getMany, make, makeAndWait, stop };
