import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { isAddressable, isId, pathOf } from '../../nodes/shared/client/path';
import { TopCallsError } from '../../nodes/shared/errors/TopCallsError';

const ROOT = join(__dirname, '..', '..');

const id = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.string({ unit: fc.constantFrom('.', '/', '\\', '%', '2', 'e', 'F', 'a', '#', '?', '+', ' ') }),
);

test('any ID is one segment of the path, encoded once, or it is refused by name', () => {
	fc.assert(
		fc.property(id, (text) => {
			if (!isAddressable(text)) {
				expect(() => pathOf('/v1/calls', text)).toThrow(TopCallsError);
				expect(() => pathOf('/v1/calls', text)).toThrow(`“${text.slice(0, 60)}`);
				return;
			}
			const { pathname, search, hash } = new URL(pathOf('/v1/calls', text), 'https://api.test');
			const [, version, collection, segment = '', ...more] = pathname.split('/');
			expect([version, collection, more, search, hash]).toEqual(['v1', 'calls', [], '', '']);
			expect(decodeURIComponent(segment)).toBe(text);
		}),
		{ numRuns: 5_000 },
	);
});

test('only dots between slashes, control characters, halves of characters and long texts are refused', () => {
	const ordinary = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 });
	fc.assert(
		fc.property(ordinary, (text) => {
			const isStrange = /\p{Cc}/u.test(text) || /^\.+$|[/\\]/.test(text);
			if (!isStrange) expect(isAddressable(text)).toBe(true);
		}),
	);
	for (const each of ['a/b:1', 'a.b', '.a', 'é', 'call 1', '100%', '%2F', 'x'.repeat(1_000)])
		expect(isAddressable(each)).toBe(true);
	for (const each of ['', '.', '..', 'a/../b', 'a\\..\\b', '/.', '\n', '\ud83d', 'x'.repeat(1_001)])
		expect(isAddressable(each)).toBe(false);
});

test('what a field takes for an ID can be asked for', () => {
	fc.assert(fc.property(id, (text) => expect(!isId(text) || isAddressable(text)).toBe(true)));
});

test('only one function encodes what goes into a path, so that no ID is encoded twice', () => {
	const files = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.map((file) => join(folder, file)),
	);
	const encoding = files.filter((file) =>
		/\bencodeURI(Component)?\b/.test(readFileSync(join(ROOT, file), 'utf8')),
	);
	expect(encoding).toEqual([join('nodes', 'shared', 'client', 'path.ts')]);
});
