import type { INodeProperties } from 'n8n-workflow';

import { endpoint } from '../../execution/endpoint';
import type { OperationDefinition } from '../../execution/resource';
import { readPhoneNumberRecord } from './phoneNumber';

const phoneNumberField: INodeProperties = {
	displayName: 'Phone Number',
	name: 'phoneNumberId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'A number of your TopCalls account',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a phone number...',
			typeOptions: { searchListMethod: 'searchPhoneNumbers', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 3c90c3cc-0d44-4b50-8888-8dd25736052a',
		},
	],
};

/** GET /v1/phone-numbers/{id}, see https://docs.topcalls.ai/api-reference/phone-numbers/get-phone-number-details. */
export const get: OperationDefinition = {
	name: 'Get',
	value: 'get',
	action: 'Get a phone number',
	description: 'Retrieve a phone number of the account',
	...endpoint({
		action: 'getPhoneNumber',
		method: 'GET',
		path: '/v1/phone-numbers/{phoneNumberId}',
		fields: [phoneNumberField],
		scope: 'phone_numbers:read',
		output: readPhoneNumberRecord,
	}),
};
