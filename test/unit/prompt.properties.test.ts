import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { buildCallBody } from '../../nodes/TopCalls/resources/call/make/body';
import type { CallForm } from '../../nodes/TopCalls/resources/call/make/form';
import { ExpressionText } from '../../nodes/TopCalls/fields/expressionText';
import { UserError } from '../../nodes/shared/errors/UserError';
import { json } from './json';

/** Parts of texts, many of which the AI should never say. */
const piece = fc.constantFrom(
	...['{', '}', '{{', '}}', '{{name}}', '{{ date }}', '{{$json.name}}', '{name}', '{{na', 'me}}'],
	...['Remind ', 'Anna', ' of the appointment', ' ', '\n', '$&', '', '"', ':', '\\'],
);
const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
const fixedText = fc.tuple(text, text).map((texts) => texts.join(' Remind them of it. '));

/** What an expression can return, and what JavaScript inserts into a text for missing values. */
const value = fc.oneof(
	text,
	json.filter((given) => typeof given !== 'string'),
	fc.constantFrom(undefined, NaN, Infinity, new Date(NaN), 7, true),
	fc.constantFrom('Ms. undefined', '[object Object]', 'at NaN', 'Ms. null', 'Invalid DateTime'),
);
const part = fc.record({
	code: fc.constantFrom('$json.name', 'name', '"a" + $json.a.b'),
	value,
	evaluate: fc.constant(() => undefined),
});
const expressionText = fc
	.array(fc.oneof(text, part, fc.constant('Remind them of it.')), { minLength: 1, maxLength: 4 })
	.map((parts) => new ExpressionText(parts));

const form = fc.record({
	isFixed: fc.boolean(),
	promptType: fc.constantFrom('task' as const, 'instructions' as const),
	fixed: fc.tuple(fixedText, fc.oneof(fixedText, fc.constant(''))),
	expressions: fc.tuple(expressionText, fc.oneof(expressionText, fc.constant(''))),
	variables: fc.array(
		fc.record({
			name: fc.constantFrom('name', 'date', '$json.name', '{{name}}'),
			value: fc.oneof(text, expressionText),
		}),
		{ maxLength: 2 },
	),
});

function build(fields: Pick<CallForm, 'promptType' | 'prompt' | 'firstSentence' | 'variables'>) {
	const rest = { phoneNumber: '+14155550101', mode: '', voice: '', options: {} };
	try {
		return buildCallBody({ ...rest, ...fields });
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		return undefined;
	}
}

/** What the AI says: the API inserts variables into instructions and first_sentence. */
function spoken({ task, instructions, first_sentence, request_data }: IDataObject) {
	const filled = (written: unknown) =>
		Object.entries((request_data ?? {}) as Record<string, string>).reduce(
			(all, [name, given]) => all.split(`{{${name}}}`).join(given),
			String(written ?? ''),
		);
	return { prompt: String(task ?? filled(instructions)), first: filled(first_sentence) };
}

test('for any texts, variables and expressions, what the AI says is complete', () => {
	let placed = 0;
	fc.assert(
		fc.property(form, ({ isFixed, promptType, fixed, expressions, variables }) => {
			const [prompt, firstSentence] = isFixed ? fixed : expressions;
			const body = build({ promptType, prompt, firstSentence, variables });
			if (!body) return;
			placed++;
			const said = spoken(body);
			expect(said.first).not.toMatch(/[{}]/);
			expect(said.prompt).not.toMatch(/\{\{/);
			expect(said.prompt).not.toMatch(/\{ ?\w+ ?\}/);
			if (isFixed) expect(said.prompt).not.toMatch(promptType === 'task' ? /[{}]/ : /\}\}/);
			const whole = `${said.prompt} ${said.first}`;
			expect(whole).not.toMatch(/\bundefined\b|\[object |\bNaN\b|Invalid Date|Infinity/);
			// TopCalls gets exactly the variables that a text uses.
			const written = `${JSON.stringify(prompt)} ${JSON.stringify(firstSentence)}`;
			for (const name of Object.keys(body.request_data ?? {})) expect(written).toContain(name);
		}),
		{ numRuns: 5_000 },
	);
	expect(placed).toBeGreaterThan(100);
});
