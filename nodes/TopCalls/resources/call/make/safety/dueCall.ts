import { zonesOf } from '../../../../../shared/call/timeZones';
import { decideTime, type Decision, type Facts } from './decide';
import type { Round } from './round';
import type { SafetySettings } from './settings';

/** The part of a call that decides whether and when it may be made. */
export interface GuardedCall {
	/** As E.164. */
	number: string;
	safety?: SafetySettings;
	round: Round;
	/** Whether the user's own phone is called instead of the person. */
	isTest?: boolean;
}

/** The call may not be made at the time of its turn. */
export class NotDue extends Error {
	constructor(readonly decision: Extract<Decision, { does: 'notCall' }>) {
		super('It is outside of Calling Hours');
		this.name = 'NotDue';
	}
}

/** Why a request whose result is unknown was not repeated. */
export const NOT_REPEATED =
	'TopCalls did not answer, and this number may not be called now, so the request was not repeated';

/**
 * Checks the time again: the hours may end before a call's turn in a long queue, and before its request is repeated.
 *
 * @param now milliseconds since the epoch
 * @returns undefined for a call that may be made
 */
export function notDue(call: GuardedCall, now: number): NotDue | undefined {
	if (!call.safety?.callingHours) return undefined;
	const decision = decideTime(call.safety, timeFacts(call, now));
	return decision.does === 'notCall' ? new NotDue(decision) : undefined;
}

/**
 * What is known of the time at a number.
 *
 * @param now milliseconds since the epoch
 */
export function timeFacts(
	{ number, safety, round }: GuardedCall,
	now: number,
): Omit<Facts, 'isManual' | 'isFirst'> {
	const known = zonesOf(number);
	const fallback = safety?.callingHours?.fallbackZone;
	const zones = known.length > 0 || fallback === undefined ? known : [fallback];
	return { number, zones, now, notBefore: round.notBefore };
}
