import type { IDataObject } from 'n8n-workflow';

import { unwrap } from '../../../shared/envelope';
import { TopCallsError } from '../../../shared/errors/TopCallsError';

/** A number of the account as the node outputs it: whatever TopCalls tells of it, always with its ID. */
export type PhoneNumber = IDataObject & { phone_number_id: string };

/**
 * Follows https://docs.topcalls.ai/api-reference/phone-numbers/get-phone-number-details.
 *
 * @throws TopCallsError (`unreadable`) when it has no ID
 */
export function readPhoneNumberRecord(answer: unknown): PhoneNumber {
	const fields = unwrap(answer, 'phone_number') ?? {};
	const id = fields.phone_number_id ?? fields.id;
	if (typeof id !== 'string' && typeof id !== 'number') {
		throw new TopCallsError('unreadable', 'TopCalls answered without the ID of a phone number');
	}
	return { ...(fields as IDataObject), phone_number_id: String(id) };
}

/** Whether calls can be made from it; a number without a status is taken to be usable. */
export function isUsable({ status }: PhoneNumber): boolean {
	return status === undefined || status === null || status === 'active';
}
