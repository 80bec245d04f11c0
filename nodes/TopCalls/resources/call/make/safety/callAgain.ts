import { firstAllowed } from './callingHours';
import type { SafetySettings } from './settings';

/** A call that was waited for. */
export interface CallResult {
	/** As the call says itself; null for one that was not seen to end. */
	outcome: string | null;
	/** Whether there is a conversation, whatever the outcome says: then only a machine is called again. */
	wasTalked?: boolean;
	/** Which attempt it was, from 1. */
	attempt: number;
	/** In which the owner of the number may be: IANA names. */
	zones: string[];
}

/**
 * When to call a number again.
 *
 * @param now milliseconds since the epoch
 * @returns milliseconds since the epoch, within the calling hours; undefined when the call is the last. One that was
 *          not known to have ended counts as the last: somebody may be talking
 */
export function callAgainAt(
	{ callAgain, callingHours }: Pick<SafetySettings, 'callAgain' | 'callingHours'>,
	{ outcome, wasTalked, attempt, zones }: CallResult,
	now: number,
): number | undefined {
	if (!callAgain || outcome === null) return undefined;
	if (wasTalked && outcome !== 'voicemail') return undefined;
	const { outcomes, maxAttempts, waitMinutes } = callAgain;
	if (!outcomes.includes(outcome) || attempt >= maxAttempts) return undefined;
	const earliest = now + waitMinutes * 60_000;
	if (!callingHours) return earliest;
	return zones.length === 0 ? undefined : firstAllowed(callingHours, zones, earliest);
}
