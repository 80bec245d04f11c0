import type { IDataObject } from 'n8n-workflow';

import { zoneOutside } from './callingHours';
import type { Decision, Facts } from './decide';
import type { SafetySettings } from './settings';
import { wallTime } from './wallClock';

type NotCall = Extract<Decision, { does: 'notCall' }>;
type Hours = SafetySettings['callingHours'];

/** What a failure that keeps a call from being made says. */
export const NOT_CALLED = 'This person was not called.';

/** The output for an item that is not called: the fields of a call, and the reason. */
export function notCalled(
	decision: NotCall,
	{ number, zones, now }: Pick<Facts, 'number' | 'zones' | 'now'>,
	hours?: Hours,
): IDataObject {
	const { reason, callAfter } = decision;
	const zone = hours && zoneOutside(hours, zones, now);
	return {
		call_id: null,
		status: 'not_called',
		not_called_reason: reason,
		message: MESSAGES[reason]({
			place: zone ? `It is ${wallTime(zone, now).replace('T', ' ')} in ${zone}` : '',
			after: callAfter === undefined ? '' : new Date(callAfter).toISOString(),
		}),
		phone_number: number,
		time_zone: zones.length > 0 ? zones.join(', ') : null,
		call_after: callAfter === undefined ? null : new Date(callAfter).toISOString(),
		ended: false,
		outcome: null,
	};
}

/**
 * The same for an item of a dry run, with what would be done without it.
 *
 * @param request the body that would be sent
 */
export function dryRun(
	decision: NotCall,
	facts: Pick<Facts, 'number' | 'zones' | 'now'>,
	request: IDataObject,
	hours?: Hours,
): IDataObject {
	const { instead } = decision;
	const held = instead?.does === 'notCall' ? notCalled(instead, facts, hours) : undefined;
	const zone = facts.zones[0];
	return {
		...notCalled(decision, facts, hours),
		local_time: zone === undefined ? null : wallTime(zone, facts.now),
		would_call: instead?.does === 'call',
		would_not_call_reason: held?.not_called_reason ?? null,
		request,
	};
}

interface Known {
	/** Such as “It is 2026-01-31 23:32 in America/New_York”; empty when it is not outside of the hours. */
	place: string;
	/** When it may be called, as ISO time; empty when that is not known. */
	after: string;
}

const MESSAGES: Record<NotCall['reason'], (known: Known) => string> = {
	outside_calling_hours: ({ place, after }) =>
		`${place ? `${place}, outside` : 'It will be outside'} of Calling Hours. ${
			after === ''
				? 'In the next two weeks there is no time within Calling Hours in all of its time zones.'
				: `Call after ${after}.`
		}`,
	unknown_time_zone: () =>
		'The time zone of this number is not known. Set Safety › Calling Hours › Fallback Time Zone.',
	too_early: ({ after }) => `It is too early to call this number again. Call after ${after}.`,
	unsubscribed: () =>
		'The lead with this phone number is unsubscribed at TopCalls. Do not call it.',
	test_run: () =>
		'In a manual run only the Test Number is called, for the first item. Run the workflow by its trigger to call all.',
	dry_run: () => 'Safety › Dry Run is on, so nobody was called.',
};
