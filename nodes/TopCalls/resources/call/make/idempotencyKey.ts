import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../../../shared/call/call';
import { fetchCall } from '../../../../shared/call/requests';
import type { TopCallsClient } from '../../../../shared/client/client';
import { KEY_PATTERN } from '../../../../shared/client/idempotencyKey';
import { quote } from '../../../../shared/quote';
import { asTopCallsError, TopCallsError } from '../../../../shared/errors/TopCallsError';
import { UserError } from '../../../../shared/errors/UserError';
import { readText } from '../../../../shared/fields/readText';
import type { CallRequest } from './makeCall';
import { NOT_CALLED } from './safety/notCalled';

/**
 * Reads the user's own idempotency key. To call a number again takes another key each time.
 *
 * @param attempt which attempt to call the number it is, from 1
 * @returns undefined when the option is not set
 * @throws UserError
 */
export function readKey(options: IDataObject, attempt = 1): string | undefined {
	if (!Object.hasOwn(options, 'idempotencyKey')) return undefined;
	const key = readText('Idempotency Key', options.idempotencyKey);
	if (key === '') throw new UserError('Idempotency Key is empty', KEY_OR_NONE);
	const keyOfAttempt = attempt === 1 ? key : `${key}-${attempt}`;
	if (!KEY_PATTERN.test(keyOfAttempt)) {
		throw new UserError(
			`Idempotency Key ${quote(key)} cannot be used`,
			'Use 8 to 255 letters, digits, hyphens and underscores.',
		);
	}
	return keyOfAttempt;
}

/** With one key for two numbers, TopCalls would call the first and return that call for the second. */
export function sharedKeys(planned: Array<CallRequest | undefined>): Map<number, UserError> {
	const numberOf = new Map<string, string>();
	const clashes = new Map<number, UserError>();
	planned.forEach((call, itemIndex) => {
		if (!call?.key) return;
		const number = numberOf.get(call.key) ?? call.number;
		numberOf.set(call.key, number);
		if (number === call.number) return;
		const message = `Idempotency Key ${quote(call.key)} is the same for ${number} and ${call.number}`;
		clashes.set(itemIndex, new UserError(message, KEY_PER_PERSON));
	});
	return clashes;
}

/**
 * The call that TopCalls returned for a key of the user, as it is now. Another run, workflow or day may have used the
 * key for another person, and the response that TopCalls repeats does not contain the number.
 *
 * @param reader opens the client that looks it up
 * @returns undefined for a call that TopCalls does not find yet, because it was made just now
 * @throws UserError for a call to another number, TopCallsError when the call cannot be read
 */
export async function callOfKey(
	reader: () => Promise<TopCallsClient>,
	made: Call,
	{ key, number }: CallRequest,
	order: number,
): Promise<Call | undefined> {
	const call = await reader()
		.then(async (client) => await fetchCall(client, made.call_id, order))
		.catch((error: unknown) => {
			const failure = asTopCallsError(error);
			if (failure.status === 404 && !failure.isForeign) return undefined;
			throw failure.withUnknownResult();
		});
	if (call && isOfAnother(call, number)) throw usedForAnother(key);
	return call;
}

/** Whether a call is known to go to another number. */
export function isOfAnother({ phone_number: called }: Call, number: string): boolean {
	if (typeof called !== 'string' && typeof called !== 'number') return false;
	const digits = (text: string) => text.replace(/\D/g, '').replace(/^0+/, '');
	return digits(String(called)) !== '' && digits(String(called)) !== digits(number);
}

/** The error for a call to another number that TopCalls returned. */
export function usedForAnother(key: string | undefined): Error {
	if (key === undefined) {
		return new TopCallsError('unreadable', 'TopCalls answered with a call to another number');
	}
	return new UserError(
		`Idempotency Key ${quote(key)} was already used for another number`,
		KEY_PER_PERSON,
		NOT_CALLED,
	);
}

// A generated key instead would call again when the workflow is run again, which the user ruled out.
const KEY_OR_NONE =
	'Check the expression. To let the node generate the key, remove the option Idempotency Key.';

const KEY_PER_PERSON =
	'Use a different key for each person, for example one that contains the ID of the lead.';
