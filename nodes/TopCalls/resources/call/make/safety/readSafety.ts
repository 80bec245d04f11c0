import type { IDataObject } from 'n8n-workflow';

import { enumValue } from '../../../../../shared/call/state';
import { isJsonObject } from '../../../../../shared/json';
import { UserError } from '../../../../../shared/errors/UserError';
import { defaultsOf } from '../../../../fields/defaults';
import { readBoolean } from '../../../../../shared/fields/readBoolean';
import { readChoices, requireChoice } from '../../../../../shared/fields/readChoice';
import { readCollection } from '../../../../../shared/fields/readCollection';
import { readNumber } from '../../../../../shared/fields/readNumber';
import { afterField, ruleFields } from './callAgainField';
import { whatToDoField } from './manualRunsField';
import { readCallingHours } from './readCallingHours';
import { NO_SAFETY, type CallAgain, type ManualRuns, type SafetySettings } from './settings';

/**
 * Reads the collection Safety of one item.
 *
 * @param value      what the parameter holds
 * @param readPhoneNumber reads a phone number of the field of that name as E.164
 * @throws UserError for an invalid setting: it is never treated as not set
 */
export function readSafety(
	value: unknown,
	readPhoneNumber: (field: string, value: unknown) => string,
): SafetySettings {
	const safety = readCollection('Safety', value);
	// Whether the key exists decides: an expression may return undefined for a setting that was added.
	const read = <T>(name: string, reader: (setting: unknown) => T): T | undefined =>
		Object.hasOwn(safety, name) ? reader(safety[name]) : undefined;
	const { skipsUnsubscribed, manualRuns, isDryRun } = NO_SAFETY;
	return {
		callingHours: read('callingHours', readCallingHours),
		skipsUnsubscribed:
			read('skipUnsubscribed', (on) => readSwitch('Skip Unsubscribed Leads', on)) ??
			skipsUnsubscribed,
		manualRuns: read('manualRuns', (runs) => readManualRuns(runs, readPhoneNumber)) ?? manualRuns,
		maxCalls: read('maxCalls', (count) => readCount('Max Calls', count)),
		isDryRun: read('dryRun', (on) => readSwitch('Dry Run', on)) ?? isDryRun,
		callAgain: read('callAgain', readCallAgain),
	};
}

/** Whether items can leave by the output Later; the same for all items, as it cannot be an expression. */
export function hasLater({ callingHours, callAgain }: SafetySettings): boolean {
	return callingHours?.holds === true || callAgain !== undefined;
}

function readManualRuns(
	value: unknown,
	readPhoneNumber: (field: string, value: unknown) => string,
): ManualRuns {
	const run = isJsonObject(value) && isJsonObject(value.run) ? value.run : undefined;
	if (!run) throw new UserError('Safety › Manual Runs is empty', 'Set it, or remove it.');
	const does = requireChoice(
		whatToDoField,
		Object.hasOwn(run, 'does') ? run.does : whatToDoField.default,
	);
	if (does !== 'callTestNumber') return { does: does as 'makeCalls' | 'returnSample' };
	return { does, testNumber: readPhoneNumber('Test Number', run.testNumber) };
}

function readCallAgain(value: unknown): CallAgain {
	const rule = isJsonObject(value) && isJsonObject(value.rule) ? value.rule : undefined;
	if (!rule) throw new UserError('Safety › Call Again is empty', 'Set it, or remove it.');
	const { outcomes, maxAttempts, waitMinutes } = {
		...defaultsOf(ruleFields),
		...rule,
	} as IDataObject;
	const list = readChoices(afterField, outcomes, enumValue);
	if (list.length === 0) {
		throw new UserError('Call Again › After is empty', 'Choose at least one outcome.');
	}
	return {
		// A call that never reached anybody failed too.
		outcomes: list.includes('failed') ? [...list, 'dispatch-timeout'] : list,
		maxAttempts: readCount('Max Attempts', maxAttempts),
		waitMinutes: readRequired('Wait (Minutes)', waitMinutes, { above: 0 }),
	};
}

/** A whole number from 1. */
function readCount(field: string, value: unknown): number {
	const count = readRequired(field, value, { from: 1 });
	if (Number.isInteger(count)) return count;
	throw new UserError(`${field} “${count}” cannot be used`, 'Enter a whole number.');
}

function readRequired(field: string, value: unknown, bound: Parameters<typeof readNumber>[2]) {
	const amount = readNumber(field, value, bound);
	if (amount !== undefined) return amount;
	throw new UserError(`${field} is empty`, 'Enter a number, or remove the setting.');
}

/** A toggle, or the value of its expression. */
function readSwitch(field: string, value: unknown): boolean {
	const isOn = readBoolean(field, value);
	if (isOn !== undefined) return isOn;
	throw new UserError(`${field} is empty`, 'Return true or false, or remove the setting.');
}
