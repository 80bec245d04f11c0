import fc from 'fast-check';

import { buildCallBody } from '../../nodes/TopCalls/resources/call/make/body';
import type { CallForm } from '../../nodes/TopCalls/resources/call/make/form';
import {
	fillPlaceholders,
	placeholdersIn,
	spellPlaceholders,
} from '../../nodes/TopCalls/fields/placeholders';
import { UserError } from '../../nodes/shared/errors/UserError';
import { json } from './json';

/** What an expression can return: anything, but mostly valid values. */
const given = (...fitting: unknown[]) => fc.oneof(fc.constantFrom(...fitting), expressionValue);
const expressionValue = fc.oneof(json, fc.constantFrom(undefined, NaN, Infinity, -1, '', ' ', '0'));

const form = fc.record({
	phoneNumber: given('+14155551234', '(415) 555-1234', 4155551234),
	promptType: fc.constantFrom('task', 'instructions'),
	prompt: given('Remind them of the appointment.', 'Remind {{name}} of {{ date }}.'),
	firstSentence: given('', 'Hi {{name}}!'),
	mode: given('', 'realtime', 'legacy'),
	voice: given('', 'alloy', { __rl: true, mode: 'id', value: 'alloy' }, { value: '' }, []),
	variables: fc.array(
		fc.record({ name: given('name', 'date', '__proto__'), value: given('Anna', 7) }),
	),
	options: fc.record(
		{
			defaultCountry: given('US', 'DE'),
			fromNumber: given('', '+18005551234'),
			model: given('', 'gpt-4o', { value: 'gpt-4o' }),
			maxDuration: given(10, '10', 0),
			temperature: given(0, 0.7),
			backgroundAudio: given('office'),
			backgroundAudioGain: given('medium'),
			knowledgeBaseIds: given('kb_1, kb_2', ['kb_1']),
			sttLanguage: given('es-ES'),
			additionalFields: given('{}', '{ "metadata": { "lead": 7 } }', '{'),
		},
		{ requiredKeys: [] },
	),
}) as unknown as fc.Arbitrary<CallForm>;

function build(fields: CallForm) {
	try {
		return buildCallBody(fields);
	} catch (error) {
		// Anything else would be a crash with a message for programmers.
		if (!(error instanceof UserError)) throw error;
		expect(error.message + error.hint).not.toMatch(/\bundefined\b|\[object|function/);
		return undefined;
	}
}

const runs = { numRuns: 1_000 };

test('for any values of expressions, a call is either ready or refused with the field’s label', () => {
	fc.assert(
		fc.property(form, (fields) => {
			const body = build(fields);
			if (!body) return;
			expect(body.phone_number).toMatch(/^\+[1-9]\d{6,14}$/);
			const prompt = body.task ?? body.instructions;
			expect(String(prompt).length).toBeGreaterThanOrEqual(10);
			expect(Object.values(body)).not.toContain(undefined);
			expect(JSON.stringify(body)).not.toMatch(/\[object|"NaN"|"undefined"/);
		}),
		runs,
	);
});

test('what is sent has the types that the API documents', () => {
	fc.assert(
		fc.property(form, (fields) => {
			const body = build(fields);
			if (!body) return;
			for (const name of ['voice', 'model', 'mode', 'first_sentence', 'stt_language'] as const) {
				expect(['undefined', 'string']).toContain(typeof body[name]);
			}
			expect(body.max_duration ?? 1).toBeGreaterThan(0);
			expect(body.temperature ?? 0).toBeGreaterThanOrEqual(0);
			for (const value of Object.values(body.request_data ?? {}))
				expect(typeof value).toBe('string');
		}),
		runs,
	);
});

const name = fc.stringMatching(/^[a-z_]{1,6}$/);
const spaced = fc
	.tuple(name, fc.constantFrom('', ' ', '  '))
	.map(([word, gap]) => `{{${gap}${word}${gap}}}`);
const template = fc.array(fc.oneof(spaced, fc.string())).map((parts) => parts.join(''));

test('a text has no placeholder left once each of its names has a value', () => {
	fc.assert(
		fc.property(template, (text) => {
			const values = Object.fromEntries(placeholdersIn(text).map((found) => [found, 'x']));
			expect(placeholdersIn(fillPlaceholders(text, values))).toEqual([]);
		}),
		runs,
	);
});

test('a value is inserted as it is, with any characters', () => {
	const value = fc.oneof(fc.string(), fc.constantFrom('$&', '$1', '{{name}}', '\\'));
	fc.assert(
		fc.property(name, value, (word, said) => {
			expect(fillPlaceholders(`Say {{ ${word} }}!`, { [word]: said })).toBe(`Say ${said}!`);
		}),
		runs,
	);
});

test('writing placeholders in the API’s spelling keeps their names, and is idempotent', () => {
	fc.assert(
		fc.property(template, (text) => {
			const spelled = spellPlaceholders(text);
			expect(placeholdersIn(spelled)).toEqual(placeholdersIn(text));
			expect(spellPlaceholders(spelled)).toBe(spelled);
		}),
		runs,
	);
});
