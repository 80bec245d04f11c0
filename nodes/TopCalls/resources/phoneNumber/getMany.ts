import { listEndpoint } from '../../execution/listEndpoint';
import type { OperationDefinition } from '../../execution/resource';
import { readPhoneNumberRecord } from './phoneNumber';

/** GET /v1/phone-numbers, see https://docs.topcalls.ai/api-reference/phone-numbers/get-phone-number-details. */
export const getMany: OperationDefinition = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many phone numbers',
	description: 'Retrieve the phone numbers of the account',
	...listEndpoint({
		path: '/v1/phone-numbers',
		fields: [],
		scope: 'phone_numbers:read',
		read: readPhoneNumberRecord,
		idOf: ({ phone_number_id }) => phone_number_id,
		output: (number) => number,
	}),
};
