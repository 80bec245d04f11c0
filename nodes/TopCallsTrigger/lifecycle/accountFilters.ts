import { quote } from '../../shared/quote';
import type { Call } from '../../shared/call/call';
import type { Delivery } from '../delivery';
import { UserError } from '../../shared/errors/UserError';

/** What the user set about the calls of the account. */
export interface AccountFilters {
	/** Separated by commas; empty for all. */
	dispositions: string;
	onlyConversions: boolean;
	/** With `%` for any characters; empty for all. */
	phoneNumberPattern: string;
}

/**
 * The dispositions that the user wants, each once, as TopCalls spells them; none for all.
 *
 * @throws UserError
 */
export function dispositionsOf({ dispositions }: AccountFilters): string[] {
	return [...new Set(dispositions.split(',').map(dispositionName).filter(Boolean))];
}

/**
 * Whether a call is one of those that the user wants. TopCalls filters too, but a subscription of earlier
 * settings that could not be deleted still sends its events. What neither the API nor the event contains is left to
 * TopCalls.
 *
 * @param call     what goes into the workflow
 * @param delivery what came in
 * @param isOfEarlierSettings whether a subscription that knows nothing of conversions may have brought it
 */
export function passesFilters(
	filters: AccountFilters,
	call: Call,
	delivery: Delivery,
	isOfEarlierSettings = false,
): boolean {
	const sources = [call, delivery.payload];
	const disposition =
		sources.map((fields) => fields.disposition).find(isText) ?? delivery.disposition;
	const hasNone = disposition === undefined && sources.some((fields) => 'disposition' in fields);
	const wanted = filters.dispositions.trim() === '' ? [] : dispositionsOf(filters);
	if (wanted.length > 0) {
		if (hasNone) return false;
		if (disposition !== undefined && !wanted.includes(dispositionName(disposition))) return false;
	}
	if (filters.onlyConversions) {
		const isConversion = sources
			.map((fields) => fields.is_conversion)
			.find((value) => value != null);
		// A conversion is one by its disposition.
		if (isConversion === false) return false;
		if (isConversion === undefined && (hasNone || isOfEarlierSettings)) return false;
	}
	const pattern = filters.phoneNumberPattern.trim();
	const number = sources.map((fields) => fields.phone_number).find(isText);
	return pattern === '' || number === undefined || isLike(number, pattern);
}

/** SQL's LIKE with `%` alone, in linear time. */
export function isLike(text: string, pattern: string): boolean {
	const [start = '', ...rest] = pattern.split('%');
	const end = rest.pop();
	if (end === undefined) return text === pattern;
	if (!text.startsWith(start)) return false;
	let at = start.length;
	for (const part of rest) {
		const found = text.indexOf(part, at);
		if (found === -1) return false;
		at = found + part.length;
	}
	return text.length - end.length >= at && text.endsWith(end);
}

function dispositionName(text: string): string {
	const name = text
		.trim()
		.toLowerCase()
		.replace(/[\s-]+/g, '_');
	if (/^[a-z0-9_]*$/.test(name)) return name;
	throw new UserError(
		`Dispositions: ${quote(text.trim())} cannot be the name of a disposition`,
		'Enter the names as TopCalls shows them, such as booked_callback, separated by commas.',
	);
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value !== '';
}
