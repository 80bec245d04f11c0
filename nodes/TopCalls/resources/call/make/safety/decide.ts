import { firstAllowed } from './callingHours';
import type { SafetySettings } from './settings';

/** Why a number was not called. */
export type Reason =
	| 'outside_calling_hours'
	| 'unknown_time_zone'
	| 'too_early'
	| 'unsubscribed'
	| 'test_run'
	| 'dry_run';

/** What to do with an item. */
export type Decision =
	| { does: 'call'; number: string; /** Whether the user's own phone is called. */ isTest?: true }
	| { does: 'returnSample' }
	| {
			does: 'notCall';
			reason: Reason;
			/** When it may be called, in milliseconds since the epoch; undefined when that is not known. */
			callAfter?: number;
			/** With Dry Run: what would be done without it. */
			instead?: Decision;
	  };

/** What is known of an item when it is decided what to do with it. */
export interface Facts {
	/** As E.164. */
	number: string;
	/** In which the owner of the number may be, else the fallback: IANA names; empty when none is known. */
	zones: string[];
	/** Milliseconds since the epoch. */
	now: number;
	/** The item is not called before this time, in milliseconds since the epoch. */
	notBefore?: number;
	/** Whether somebody started the execution in the editor, or may have. */
	isManual: boolean;
	/** Whether it is the first item of the execution, or comes back to be called again. */
	isFirst: boolean;
}

/**
 * Decides what to do with an item, as far as possible without asking TopCalls.
 *
 * @param settings of the item
 */
export function decide(settings: SafetySettings, facts: Facts): Decision {
	if (settings.isDryRun) {
		const instead = decide({ ...settings, isDryRun: false }, facts);
		const callAfter = instead.does === 'notCall' ? instead.callAfter : undefined;
		return { does: 'notCall', reason: 'dry_run', callAfter, instead };
	}
	const { manualRuns } = settings;
	if (facts.isManual && manualRuns.does === 'returnSample') return { does: 'returnSample' };
	if (facts.isManual && manualRuns.does === 'callTestNumber') {
		// The user's own phone: neither hours nor opt-outs of the person who is not called.
		return facts.isFirst
			? { does: 'call', number: manualRuns.testNumber, isTest: true }
			: { does: 'notCall', reason: 'test_run' };
	}
	return decideTime(settings, facts);
}

/** Whether it is the time to call. */
export function decideTime(
	{ callingHours }: SafetySettings,
	facts: Omit<Facts, 'isManual' | 'isFirst'>,
): Exclude<Decision, { does: 'returnSample' }> {
	const { number, zones, now, notBefore = now } = facts;
	const from = Math.max(now, notBefore);
	if (!callingHours) {
		return from > now
			? { does: 'notCall', reason: 'too_early', callAfter: from }
			: { does: 'call', number };
	}
	if (zones.length === 0) return { does: 'notCall', reason: 'unknown_time_zone' };
	const callAfter = firstAllowed(callingHours, zones, from);
	if (callAfter === now) return { does: 'call', number };
	const isHoursAlone = from === now || callAfter === undefined;
	return {
		does: 'notCall',
		reason: isHoursAlone ? 'outside_calling_hours' : 'too_early',
		callAfter,
	};
}
