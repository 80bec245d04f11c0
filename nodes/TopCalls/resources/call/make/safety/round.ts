import { isJsonObject } from '../../../../../shared/json';
import { quote } from '../../../../../shared/quote';
import { parseTime } from '../../../../../shared/time';
import { UserError } from '../../../../../shared/errors/UserError';
import { readText } from '../../../../../shared/fields/readText';

/** The state of an item that left by the output Later before. */
export interface Round {
	/** Which attempt to call is next, from 1. */
	attempt: number;
	/** It is not called before this time, in milliseconds since the epoch. */
	notBefore?: number;
}

/**
 * Reads what the output Later wrote into an item. An item without it has not been called yet.
 *
 * @throws UserError when the workflow changed it, as that could call too often or too early
 */
export function readRound(item: unknown): Round {
	const { attempt, call_after: after } = isJsonObject(item) ? item : {};
	return { attempt: readAttempt(attempt), notBefore: readTime(after) };
}

/** The fields that the output Later adds to the item. */
export function nextRound({ attempt, notBefore }: Required<Round>) {
	return { attempt, call_after: new Date(notBefore).toISOString() };
}

function readAttempt(value: unknown): number {
	if (value === undefined || value === null) return 1;
	const attempt = Number(readText('attempt', value));
	if (Number.isInteger(attempt) && attempt >= 1) return attempt;
	throw new UserError(
		'The field “attempt” of the item is not the number of a call',
		'The output Later counts the calls to a number in this field. If it is a field of your own, rename it.',
	);
}

function readTime(value: unknown): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const time = parseTime(value);
	if (time !== undefined) return time;
	throw new UserError(
		`The field “call_after” of the item ${quote(String(value))} is not a time`,
		'The output Later writes a time into this field. If it is a field of your own, rename it.',
	);
}
