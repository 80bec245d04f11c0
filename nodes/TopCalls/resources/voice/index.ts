import type { INodeProperties } from 'n8n-workflow';

import * as list from './list';

export const operationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: 'list',
	displayOptions: { show: { resource: ['voice'] } },
	options: [
		{
			name: 'List',
			value: 'list',
			action: 'List voices',
			description: 'Get the voices a call can be made with',
		},
	],
};

export const operations = { list };
