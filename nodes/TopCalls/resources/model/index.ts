import type { INodeProperties } from 'n8n-workflow';

import * as list from './list';

export const operationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: 'list',
	displayOptions: { show: { resource: ['model'] } },
	options: [
		{
			name: 'List',
			value: 'list',
			action: 'List models',
			description: 'Get the language models a call can be made with',
		},
	],
};

export const operations = { list };
