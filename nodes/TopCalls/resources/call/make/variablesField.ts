import type { INodeProperties } from 'n8n-workflow';

/** What stands for {{name}} in the texts of a call. */
export const variablesField: INodeProperties = {
	displayName: 'Variables',
	name: 'variables',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Variable',
	routing: { send: { type: 'body', property: 'request_data' } },
	default: {},
	description: 'Values for {{name}} in the texts of the call, where they are in Fixed mode',
	options: [
		{
			displayName: 'Variable',
			name: 'values',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. patient_name',
					description: 'The name used between the braces',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. John Smith',
					description: 'The text to insert',
				},
			],
		},
	],
};
