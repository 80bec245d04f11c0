import type { IDataObject } from 'n8n-workflow';

import { readRecord } from '../../../shared/client/record';

/** A number of the account as the node outputs it: all fields of the API, and always its ID. */
export type PhoneNumber = IDataObject & { phone_number_id: string };

/**
 * Follows https://docs.topcalls.ai/api-reference/phone-numbers/get-phone-number-details.
 *
 * @throws TopCallsError (`unreadable`) when it has no ID
 */
export function readPhoneNumberRecord(answer: unknown): PhoneNumber {
	return readRecord(answer, 'phone_number') as PhoneNumber;
}

/** Whether calls can be made from it; a number without a status is taken to be usable. */
export function isUsable({ status }: PhoneNumber): boolean {
	return status === undefined || status === null || status === 'active';
}
