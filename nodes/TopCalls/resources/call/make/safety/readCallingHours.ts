import { isJsonObject } from '../../../../../shared/json';
import { quote } from '../../../../../shared/quote';
import { UserError } from '../../../../../shared/errors/UserError';
import { readText } from '../../../../../shared/fields/readText';
import { defaultsOf } from '../../../../fields/defaults';
import { readChoices, requireChoice } from '../../../../../shared/fields/readChoice';
import { hoursFields, outsideField, weekdaysField } from './callingHoursField';
import type { SafetySettings } from './settings';
import { isTimeZone } from './wallClock';

const DAY_MINUTES = 24 * 60;
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/**
 * Reads the setting Calling Hours.
 *
 * @throws UserError
 */
export function readCallingHours(value: unknown): SafetySettings['callingHours'] {
	const hours = isJsonObject(value) && isJsonObject(value.hours) ? value.hours : undefined;
	if (!hours) {
		throw new UserError(
			'Safety › Calling Hours is empty',
			'Set the hours, or remove Calling Hours.',
		);
	}
	const set: Record<string, unknown> = { ...defaultsOf(hoursFields), ...hours };
	return {
		fromMinutes: readTime('From', set.from),
		toMinutes: readTime('To', set.to),
		weekdays: readWeekdays(set.weekdays),
		holds: requireChoice(outsideField, set.outside) === 'hold',
		fallbackZone: readZone(set.fallbackTimeZone),
	};
}

/**
 * Reads `08:00`, `8 AM` or `9:30 p.m.`. What can be meant in two ways, such as 5:00, is refused: hours to 5:00 that
 * were meant to end in the afternoon would last over the night.
 *
 * @returns minutes after midnight, 0 to 1439; `24:00` is the midnight that follows
 */
function readTime(field: string, value: unknown): number {
	const text = readText(`Calling Hours › ${field}`, value);
	const minutes = ofTwentyFourHours(text) ?? ofTwelveHours(text);
	if (minutes !== undefined) return minutes;
	throw new UserError(
		`Calling Hours › ${field} ${text === '' ? 'is empty' : `${quote(text)} is not a time`}`,
		'Write it with two digits for the hour or with AM or PM, e.g. 08:00, 21:30 or 9:30 PM.',
	);
}

function ofTwentyFourHours(text: string): number | undefined {
	const [, hour, minute] = /^(\d\d):([0-5]\d)(?::00)?$/.exec(text) ?? [];
	const minutes = Number(hour) * 60 + Number(minute);
	return minutes <= DAY_MINUTES ? minutes % DAY_MINUTES : undefined;
}

function ofTwelveHours(text: string): number | undefined {
	const [, hour, minute = 0, half] =
		/^(0?[1-9]|1[0-2])(?::([0-5]\d))?\s*([ap])\.?m\.?$/i.exec(text) ?? [];
	if (half === undefined) return undefined;
	const afternoon = half.toLowerCase() === 'p' ? 12 : 0;
	return ((Number(hour) % 12) + afternoon) * 60 + Number(minute);
}

function readWeekdays(value: unknown): number[] {
	const days = readChoices(weekdaysField, value, (day) => day.toLowerCase());
	if (days.length > 0) return days.map((day) => DAYS.indexOf(day));
	throw new UserError('Weekdays is empty', 'Choose at least one day, from monday to sunday.');
}

function readZone(value: unknown): string | undefined {
	const text = readText('Fallback Time Zone', value);
	if (text === '') return undefined;
	if (isTimeZone(text)) return text;
	throw new UserError(
		`Fallback Time Zone ${quote(text)} is not a time zone`,
		'Use a name such as America/New_York or Europe/Berlin.',
	);
}
