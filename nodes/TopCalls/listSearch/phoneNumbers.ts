import type { INodeListSearchItems } from 'n8n-workflow';

import {
	isUsable,
	readPhoneNumberRecord,
	type PhoneNumber,
} from '../resources/phoneNumber/phoneNumber';
import { searchList } from '../../shared/listSearch/listSearch';

const numbersOfAccount = {
	path: '/v1/phone-numbers',
	scope: 'phone_numbers:read',
	plural: 'phone numbers',
	read: readPhoneNumberRecord,
};

/**
 * Every number of the account but deleted ones.
 * GET /v1/phone-numbers, see https://docs.topcalls.ai/api-reference/phone-numbers/get-phone-number-details.
 */
export const searchPhoneNumbers = searchList({
	...numbersOfAccount,
	item: (number) =>
		number.status === 'deleted' ? undefined : itemFor(number, number.phone_number_id),
});

/** The numbers that calls can be made from; their value is the number itself. */
export const searchFromNumbers = searchList({
	...numbersOfAccount,
	otherMode: 'By Number',
	item: (number) =>
		isUsable(number) && typeof number.number === 'string'
			? itemFor(number, number.number)
			: undefined,
});

function itemFor({ number, label }: PhoneNumber, value: string): INodeListSearchItems {
	return { name: [number ?? value, label].filter(Boolean).map(String).join(' – '), value };
}
