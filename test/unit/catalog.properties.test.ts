import fc from 'fast-check';

import { readCatalog, filterCatalog, type CatalogEntry } from '../../nodes/shared/call/catalog';
import { TopCallsError } from '../../nodes/shared/errors/TopCallsError';
import { json, objectWith } from './json';

const entry = objectWith({
	id: ['alloy', 7, '', null],
	name: ['Alloy', ''],
	mode: ['realtime', 'legacy', 'Realtime'],
	language: ['en-US', 3],
	description: ['warm'],
});
const list = fc.array(fc.oneof(entry, fc.string(), json), { maxLength: 6 });
const answer = fc.oneof(
	list,
	fc.record({ data: list }),
	fc.record({ voices: fc.record({ realtime: list, legacy: list }) }),
	fc.record({ realtime: list, legacy: list, errors: json }, { requiredKeys: ['realtime'] }),
	json,
);

function read(value: unknown): CatalogEntry[] | undefined {
	try {
		return readCatalog(value);
	} catch (error) {
		expect(error).toBeInstanceOf(TopCallsError);
		return undefined;
	}
}

const runs = { numRuns: 500 };

test('any answer is a list of voices, each with an ID and a name, or reported as not a list', () => {
	fc.assert(
		fc.property(answer, (value) => {
			for (const { id, name, mode, fields } of read(value) ?? []) {
				expect(id).toMatch(/./s);
				expect(name).toMatch(/./s);
				expect([undefined, 'realtime', 'legacy']).toContain(mode);
				expect(typeof fields).toBe('object');
			}
		}),
		runs,
	);
});

test('no voice is listed twice', () => {
	fc.assert(
		fc.property(answer, (value) => {
			const ids = (read(value) ?? []).map(({ id, mode }) => JSON.stringify([mode ?? null, id]));
			expect(new Set(ids).size).toBe(ids.length);
		}),
		runs,
	);
});

test('a search only narrows the list, and finds each voice by its name', () => {
	const words = fc.oneof(fc.string(), fc.constantFrom('alloy', 'WARM', '  '));
	fc.assert(
		fc.property(answer, words, (value, search) => {
			const all = read(value) ?? [];
			expect(filterCatalog(all, undefined, undefined)).toEqual(all);
			for (const found of filterCatalog(all, 'realtime', search)) {
				expect(all).toContain(found);
				expect(found.mode).not.toBe('legacy');
			}
			for (const one of all) expect(filterCatalog(all, one.mode, one.name)).toContain(one);
		}),
		runs,
	);
});
