import { isJsonObject } from '../../../../../shared/json';
import { quote } from '../../../../../shared/quote';
import { parseTime } from '../../../../../shared/time';
import { UserError } from '../../../../../shared/errors/UserError';
import { readText } from '../../../../../shared/fields/readText';

/** Where an item stands that went through the output Later before. */
export interface Round {
	/** Which attempt to call is next, from 1. */
	attempt: number;
	/** Before which it is not to be called, in milliseconds since the epoch. */
	notBefore?: number;
}

/**
 * Reads what the output Later wrote into an item. An item without it has not been called yet.
 *
 * @throws UserError when the workflow changed it into something else: that would call too often or too early
 */
export function readRound(item: unknown): Round {
	const { attempt, call_after: after } = isJsonObject(item) ? item : {};
	return { attempt: readAttempt(attempt), notBefore: readTime(after) };
}

/** What the output Later writes into the item, beside its own fields. */
export function nextRound({ attempt, notBefore }: Required<Round>) {
	return { attempt, call_after: new Date(notBefore).toISOString() };
}

function readAttempt(value: unknown): number {
	if (value === undefined || value === null) return 1;
	const attempt = Number(readText('attempt', value));
	if (Number.isInteger(attempt) && attempt >= 1) return attempt;
	throw new UserError(
		'The field “attempt” of the item is not the number of a call',
		'The output Later counts the calls to a number in it. Give a field of your own another name.',
	);
}

function readTime(value: unknown): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const time = parseTime(value);
	if (time !== undefined) return time;
	throw new UserError(
		`The field “call_after” of the item ${quote(String(value))} is not a time`,
		'The output Later writes an ISO time into it, before which the number is not called.',
	);
}
