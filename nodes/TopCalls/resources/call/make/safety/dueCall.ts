import { zonesOf } from '../../../../../shared/call/timeZones';
import { decideTime, type Decision, type Facts } from './decide';
import type { Round } from './round';
import type { SafetySettings } from './settings';

/** What of a call decides whether and when it may be made. */
export interface GuardedCall {
	/** As E.164. */
	number: string;
	safety?: SafetySettings;
	round: Round;
}

/** The turn of a call has come at a time at which it may not be made. */
export class NotDue extends Error {
	constructor(readonly decision: Extract<Decision, { does: 'notCall' }>) {
		super('It is outside of Calling Hours');
		this.name = 'NotDue';
	}
}

/**
 * Looks at the clock once more: in a long queue, the hours may end before a call's turn has come.
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
