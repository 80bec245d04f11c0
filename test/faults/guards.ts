import type { INodeParameters } from 'n8n-workflow';

import { zonesOf } from '../../nodes/shared/call/timeZones';
import { chance, wholeNumber } from '../../dev/sandbox/seededRandom';

/** Settings under Safety, and the numbers that may be called with them. */
export interface Guard {
	name: string;
	safety: INodeParameters;
	/** Whether somebody starts the execution in the editor. */
	isManual?: boolean;
	/** The only number that may be called. */
	testNumber?: string;
	/** Whether the owner of a number may be called at a time, in milliseconds since the epoch. */
	mayCall(phone: string, at: number): boolean;
}

/** What the guards are made for. */
interface Situation {
	seed: number;
	/** Of the execution. */
	index: number;
	/** Milliseconds since the epoch. */
	now: number;
	unsubscribed: Set<string>;
	/** One that nobody else is called on. */
	testNumber: string;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const HOURS_MINUTES = 120;
const LOS_ANGELES = 'America/Los_Angeles';
const nobody = () => false;

/** One of the guards, the same one for the same seed and execution. */
export function guardOf(situation: Situation): Guard {
	const { seed, index, unsubscribed, testNumber } = situation;
	const kinds: Array<() => Guard> = [
		() => hoursGuard(situation),
		() => ({
			name: 'Skip Unsubscribed Leads',
			safety: { skipUnsubscribed: true },
			mayCall: (phone) => !unsubscribed.has(phone),
		}),
		() => {
			const hours = hoursGuard(situation);
			return {
				name: 'both',
				safety: { ...hours.safety, skipUnsubscribed: true },
				mayCall: (phone, at) => hours.mayCall(phone, at) && !unsubscribed.has(phone),
			};
		},
		() => ({
			name: 'the test number',
			safety: { manualRuns: { run: { does: 'callTestNumber', testNumber } } },
			isManual: true,
			testNumber,
			mayCall: nobody,
		}),
		() => ({
			name: 'a sample',
			safety: { manualRuns: { run: { does: 'returnSample' } } },
			isManual: true,
			mayCall: nobody,
		}),
		() => ({ name: 'Dry Run', safety: { dryRun: true }, mayCall: nobody }),
	];
	return kinds[Math.floor(chance(seed, 'guard', index) * kinds.length)]!();
}

/** Two hours in which some time zones of the United States are, and others are not; all are far from their ends. */
function hoursGuard({ seed, index, now }: Situation): Guard {
	const shift = wholeNumber(seed, [-2, 3], 'hours', index) * 60 - 30;
	const from = (minutesOfDay(LOS_ANGELES, now) + shift + DAY_MINUTES) % DAY_MINUTES;
	const outside = chance(seed, 'outside', index) < 0.5 ? 'hold' : 'stop';
	const hours = { from: clock(from), to: clock((from + HOURS_MINUTES) % DAY_MINUTES), outside };
	return {
		name: 'Calling Hours',
		safety: { callingHours: { hours } },
		mayCall: (phone, at) =>
			zonesOf(phone).every((zone) => {
				const since = (minutesOfDay(zone, at) - from + DAY_MINUTES) % DAY_MINUTES;
				return since < HOURS_MINUTES;
			}),
	};
}

function minutesOfDay(timeZone: string, at: number): number {
	const time = new Date(at).toLocaleTimeString('en-GB', { timeZone });
	const [hour = 0, minute = 0] = time.split(':').map(Number);
	return hour * 60 + minute;
}

function clock(minutes: number): string {
	return new Date(minutes * MINUTE_MS)
		.toISOString()
		.slice('YYYY-MM-DDT'.length, -':00.000Z'.length);
}
