import fc from 'fast-check';

import { TopCalls } from '../../nodes/TopCalls/TopCalls.node';
import { readFields } from '../../nodes/TopCalls/fields/readFields';
import { readSafety } from '../../nodes/TopCalls/resources/call/make/safety/readSafety';
import { NO_SAFETY } from '../../nodes/TopCalls/resources/call/make/safety/settings';
import { UserError } from '../../nodes/shared/errors/UserError';
import { isJsonObject } from '../../nodes/shared/json';
import { json, objectWith } from './json';

/** What is read; undefined for what the user is told to correct. */
function accepted<T>(read: () => T): T | undefined {
	try {
		return read();
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		return undefined;
	}
}

const read = (safety: unknown) => accepted(() => readSafety(safety, (_, value) => String(value)));

const noCollection = fc.oneof(
	json.filter((value) => !isJsonObject(value)),
	fc.constantFrom('', '{"dryRun":true}', '[object Object]', [{ dryRun: true }], null),
);

test('Safety that is text, a list or anything else but a collection is refused', () => {
	fc.assert(fc.property(noCollection, (safety) => expect(read(safety)).toBeUndefined()));
});

test('so is any other collection of the node, such as filters', () => {
	const collections = new TopCalls().description.properties.filter(
		({ type }) => type === 'collection',
	);
	expect(collections.length).toBeGreaterThan(5);
	const collection = fc.constantFrom(
		...collections.map((field) => ({ ...field, displayOptions: undefined })),
	);
	fc.assert(
		fc.property(collection, noCollection, (field, value) => {
			expect(accepted(() => readFields(() => value, [field]))).toBeUndefined();
		}),
	);
});

/** A setting, with anything in it at any depth. */
const anything = fc.oneof(
	json,
	objectWith({ hours: [{}], run: [{}], rule: [{}] }),
	fc.record({ hours: objectWith({ from: ['08:00'], weekdays: [['monday']], outside: ['stop'] }) }),
	fc.record({ run: objectWith({ does: ['makeCalls', 'callTestNumber', 'returnSample'] }) }),
	fc.record({ rule: objectWith({ outcomes: [['busy']], maxAttempts: [2], waitMinutes: [5] }) }),
);

test.each(['callingHours', 'maxCalls', 'callAgain'] as const)(
	'%s is followed or refused, never treated as not set',
	(name) => {
		fc.assert(
			fc.property(anything, (value) => {
				const safety = read({ [name]: value });
				if (safety) expect(safety[name]).toBeDefined();
			}),
		);
	},
);

test.each([
	['dryRun', 'isDryRun'],
	['skipUnsubscribed', 'skipsUnsubscribed'],
] as const)('%s is off only where it says so', (name, setting) => {
	fc.assert(
		fc.property(fc.oneof(fc.constantFrom('FALSE', ' false', false, true, ''), json), (value) => {
			const safety = read({ [name]: value });
			if (safety?.[setting] !== false) return;
			expect(String(value).trim().toLowerCase()).toBe('false');
		}),
	);
});

test('Manual Runs makes calls only where it says so', () => {
	fc.assert(
		fc.property(anything, (value) => {
			const safety = read({ manualRuns: value });
			if (safety?.manualRuns.does !== 'makeCalls') return;
			expect(value).toMatchObject({ run: { does: expect.stringMatching(/^\s*makeCalls\s*$/) } });
		}),
	);
});

test('nothing is checked where nothing was added', () => {
	expect(read({})).toEqual(NO_SAFETY);
	expect(read(undefined)).toEqual(NO_SAFETY);
});
