import fc from 'fast-check';

import { httpMessage, httpHint } from '../../nodes/shared/client/httpFailure';
import { parseProblem } from '../../nodes/shared/errors/problemDetails';
import { json, objectWith } from './json';

const problem = objectWith({
	status: [400, 402],
	title: ['Invalid request body', '', null],
	detail: ['Not enough minutes', { nested: true }],
	details: ['Old form'],
	message: ['Short', ['a', 'b']],
	error: ['Oldest', { message: 'Wrapped' }],
	errors: [
		[{ path: 'voice', message: 'Unknown' }],
		[{ path: ['a', 0], message: 'Bad' }, null, 'x'],
	],
});

const body = fc.oneof(
	problem.map((value) => JSON.stringify(value)),
	problem.map((value) => JSON.stringify(value).slice(0, -1)),
	json.map((value) => JSON.stringify(value)),
	fc.string({ unit: 'grapheme' }),
	fc.string().map((text) => `<html>${text}</html>`),
	fc.constantFrom(
		'',
		'null',
		'[]',
		'"text"',
		'\ufeff{}',
		'{"error":""}',
		'{"errors":[{"path":[{"toString":1}],"message":"m"}]}',
	),
);
const status = fc.integer({ min: 100, max: 999 });

test('any body of any answer gives a readable sentence, never a crash', () => {
	fc.assert(
		fc.property(body, status, (text, code) => {
			const read = parseProblem(text);
			for (const { path, message } of read.fields) {
				expect(typeof path).toBe('string');
				expect(message).toMatch(/\S/);
			}
			for (const said of [read.title, read.detail]) {
				if (said !== undefined) expect(said).toMatch(/\S/);
			}
			const sentence = httpMessage(code, read);
			expect(sentence).toMatch(/\S/);
			expect(sentence).not.toContain('undefined');
			expect(httpHint(code) ?? 'text').toMatch(/\S/);
		}),
		{ numRuns: 1_500 },
	);
});

test('a web page is never part of an error', () => {
	fc.assert(
		fc.property(fc.string(), fc.constantFrom('', ' ', '\n', '\ufeff'), (text, before) => {
			const read = parseProblem(`${before}<!doctype html><p>${text}</p>`);
			expect(read).toEqual({ fields: [] });
		}),
	);
});
