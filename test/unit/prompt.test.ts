import { buildCallBody } from '../../nodes/TopCalls/resources/call/make/body';
import { ExpressionText } from '../../nodes/TopCalls/fields/expressionText';
import { placeholdersIn } from '../../nodes/TopCalls/fields/placeholders';
import { formWith, refusalOf } from './callForms';

const anna = [{ name: 'name', value: 'Anna' }];

test('the AI says no braces: a placeholder without a variable is refused by its name', () => {
	const form = formWith({ prompt: 'Say hello to {{name}} and {{ doctor }}.', variables: anna });

	expect(refusalOf(() => buildCallBody(form))).toEqual({
		message: 'Task contains {{doctor}}, which has no value',
		fix: 'Add a variable named “doctor” to Options › Variables, or remove it from the text.',
	});
});

test('the first sentence is checked for placeholders too', () => {
	const form = formWith({ firstSentence: 'Hi {{name}}!' });

	expect(refusalOf(() => buildCallBody(form)).message).toBe(
		'First Sentence contains {{name}}, which has no value',
	);
});

test.each(['{{ $json.name }}', '{{$now}}', '{{ ["a"].concat($json.b) }}', '{{ "text" }}'])(
	'an expression in a Fixed field is recognized: %s',
	(expression) => {
		const form = formWith({ promptType: 'instructions', prompt: `Say hello to ${expression}.` });

		expect(refusalOf(() => buildCallBody(form)).fix).toBe(
			'This looks like an n8n expression: switch Instructions from Fixed to Expression.',
		);
	},
);

test('{{ name }} is sent as {{name}}, the spelling that TopCalls fills in', () => {
	const form = formWith({
		promptType: 'instructions',
		prompt: 'You are calling {{ name }} of {{name }}.',
		firstSentence: 'Hi {{ name}}!',
		variables: anna,
	});

	expect(buildCallBody(form)).toMatchObject({
		instructions: 'You are calling {{name}} of {{name}}.',
		first_sentence: 'Hi {{name}}!',
		request_data: { name: 'Anna' },
	});
});

test('a task is filled in before it is sent, because TopCalls does not do it', () => {
	const form = formWith({
		prompt: 'Remind {{ name }} of {{date}}, {{name}} forgets.',
		variables: [...anna, { name: 'date', value: 24 }],
	});

	expect(buildCallBody(form)).toMatchObject({
		task: 'Remind Anna of 24, Anna forgets.',
		request_data: { name: 'Anna', date: '24' },
	});
});

test('a value with a dollar sign is inserted unchanged', () => {
	const form = formWith({
		prompt: 'Tell them it costs {{price}}.',
		variables: [{ name: 'price', value: '$& or $1' }],
	});

	expect(buildCallBody(form).task).toBe('Tell them it costs $& or $1.');
});

test.each(['{{ $json.name }}', '{{contact.first_name}}', '{{name}}', '{name}', '{', '}}', 'x}'])(
	'the AI says no braces of a value: %s',
	(value) => {
		const variables = [{ name: 'name', value }];
		const prompt = 'Call {{name}} please now.';
		const texts = [
			{ prompt },
			{ promptType: 'instructions' as const, prompt },
			{ firstSentence: 'Hi {{ name }}!' },
		];
		for (const text of texts) {
			const { message } = refusalOf(() => buildCallBody(formWith({ ...text, variables })));
			expect(message).toMatch(/^Variable “name” contains /);
		}
	},
);

test('an expression in the value of a variable is recognized', () => {
	const variables = [{ name: 'name', value: '{{ $json.name }}' }];
	const form = formWith({ prompt: 'Call {{name}} please now.', variables });

	expect(refusalOf(() => buildCallBody(form))).toEqual({
		message: 'Variable “name” contains “{{$json.name}}”, which is not replaced by anything',
		fix: 'This looks like an n8n expression: switch Value from Fixed to Expression.',
	});
});

test.each([
	'Remind {{name} please now.',
	'Remind {name}} please now.',
	'Remind {{{name}} please now.',
	'Remind {{name}}} please now.',
	'Remind {{name please now.',
	'Remind name}} please now.',
	'Remind {{name}}{ please now.',
	'Remind {{ {{name}} }} please now.',
])('the AI says no braces of an unfinished placeholder: %s', (prompt) => {
	for (const promptType of ['task', 'instructions'] as const) {
		const form = formWith({ promptType, prompt, variables: anna });
		const { message } = refusalOf(() => buildCallBody(form));
		expect(message).toMatch(/^(Task|Instructions|Variable “name”) /);
	}
});

test.each(['{name}', '{first_name}', '{ first name }', '{contact.name}', '{Vorname-größe}'])(
	'the AI says no name in single braces, wherever it comes from: %s',
	(name) => {
		const variables = [{ name: 'name', value: name }];
		const typed = `Remind ${name} of it please.`;
		const prompt = new ExpressionText([typed]);
		const data = new ExpressionText([
			'Remind ',
			{ code: '$json.name', value: name, evaluate: () => name },
			' of it please.',
		]);
		for (const promptType of ['task', 'instructions'] as const) {
			for (const form of [
				{ prompt: typed },
				{ prompt },
				{ prompt: data },
				{ prompt: 'Remind {{name}} of it please.', variables },
			]) {
				const { message } = refusalOf(() => buildCallBody(formWith({ promptType, ...form })));
				expect(message).toContain('contains braces that are not replaced');
			}
		}
	},
);

test.each([
	'{ "name": "Anna" }',
	'{"name":"Anna","at":{"hour":3} }',
	"{ name: 'Anna' }",
	'{name, date}',
	'{}',
	'{ }',
	'a{3}',
	'[{"a":1}]',
	'{"ready": true}',
])('braces that are no placeholder may stand in a prompt: %s', (json) => {
	const text = `Answer as ${json} please.`;
	const instructions = formWith({ promptType: 'instructions', prompt: text });
	expect(buildCallBody(instructions).instructions).toBe(text);
	const given = { code: '$json.form', value: json, evaluate: () => json };
	const task = formWith({ prompt: new ExpressionText(['Answer as ', given, ' please.']) });
	expect(buildCallBody(task).task).toBe(text);
});

test('in Expression mode the advice is to write an expression', () => {
	const prompt = new ExpressionText(['Remind {name} of it please.']);

	expect(refusalOf(() => buildCallBody(formWith({ prompt })))).toEqual({
		message: 'Task contains braces that are not replaced: “Remind {name} of it please.”',
		fix: 'Write a value as {{ $json.name }}, with two braces on each side. Replace braces in the data of the item before this node.',
	});
});

test('instructions may hold single braces, such as JSON; a task and a first sentence may not', () => {
	const json = 'Answer as { "name": "{{name}}", "times": [ { "at": 3 } ] }.';
	const variables = anna;
	const instructions = formWith({ promptType: 'instructions', prompt: json, variables });

	expect(buildCallBody(instructions).instructions).toBe(json);
	for (const form of [{ prompt: json }, { firstSentence: json }]) {
		expect(refusalOf(() => buildCallBody(formWith({ ...form, variables }))).message).toContain(
			'contains braces that are not replaced',
		);
	}
});

test('a variable that no text uses is refused: it is probably missing in a text', () => {
	const form = formWith({ variables: anna });

	expect(refusalOf(() => buildCallBody(form))).toEqual({
		message: 'Variable “name” is used neither in Task nor in First Sentence',
		fix: 'Write {{name}} where it belongs, in Fixed mode, or remove the variable.',
	});
});

test('a variable with two values is refused, the same value twice is not', () => {
	const prompt = 'Remind {{name}} of it.';
	const twice = (value: string) =>
		formWith({ prompt, variables: [...anna, { name: ' name', value }] });

	expect(refusalOf(() => buildCallBody(twice('Ben'))).message).toBe(
		'Variable “name” is set twice in Options › Variables, with different values',
	);
	expect(buildCallBody(twice('Anna')).task).toBe('Remind Anna of it.');
});

test('a text that becomes too long by its variables is refused before it fills the memory', () => {
	const variables = [{ name: 'a', value: 'x'.repeat(100_000) }];
	const form = formWith({ prompt: '{{a}}'.repeat(100_000), variables });

	expect(refusalOf(() => buildCallBody(form)).message).toBe(
		'Task is longer than 1,000,000 characters',
	);
});

test('ordinary words are not mistaken for values that JavaScript inserts', () => {
	const prompt = 'Say that the answer is undefined, null or {{value}}.';
	const form = formWith({ prompt, variables: [{ name: 'value', value: 'NaN' }] });

	expect(buildCallBody(form).task).toBe('Say that the answer is undefined, null or NaN.');
});

test.each([undefined, null])('a variable whose expression gave %s is refused', (value) => {
	const form = formWith({
		prompt: 'Remind {{name}} please.',
		variables: [{ name: 'name', value }],
	});

	expect(refusalOf(() => buildCallBody(form))).toEqual({
		message: 'Variable “name” has no value',
		fix: 'Check the expression in Value, or remove the variable.',
	});
});

test('an empty value is valid: the AI says nothing in its place', () => {
	const form = formWith({
		prompt: 'Remind {{name}} of it.',
		variables: [{ name: 'name', value: '' }],
	});

	expect(buildCallBody(form).task).toBe('Remind  of it.');
});

test('an object as a value would be spoken as [object Object], so it is refused', () => {
	const form = formWith({ variables: [{ name: 'lead', value: { first: 'Anna' } }] });

	expect(refusalOf(() => buildCallBody(form)).message).toBe('Variable “lead” is not text');
});

test('a variable without a name is refused, an empty row is not', () => {
	expect(
		refusalOf(() => buildCallBody(formWith({ variables: [{ name: '', value: 'Anna' }] }))).message,
	).toBe('Name of Variable is empty');
	expect(buildCallBody(formWith({ variables: [{ name: '' }] }))).not.toHaveProperty('request_data');
});

test('a name that was written with its braces is accepted', () => {
	const form = formWith({
		prompt: 'Remind {{name}} of it.',
		variables: [{ name: '{{ name }}', value: 'Anna' }],
	});

	expect(buildCallBody(form).request_data).toEqual({ name: 'Anna' });
});

test('names of Object.prototype are ordinary placeholders', () => {
	const form = formWith({ prompt: 'Say hello to {{constructor}}.' });

	expect(refusalOf(() => buildCallBody(form)).message).toContain('{{constructor}}');
});

test.each([
	['', 'Task is empty'],
	['  \n ', 'Task is empty'],
	['Call them', 'Task “Call them” is too short'],
	[{ text: 'Remind them' }, 'Task is not text'],
])('a prompt without content is refused: %j', (prompt, message) => {
	expect(refusalOf(() => buildCallBody(formWith({ prompt }))).message).toBe(message);
});

test('placeholders are found once each and in order', () => {
	expect(placeholdersIn('{{b}} {{ a }} {{b}} {c} {{}}')).toEqual(['b', 'a', '']);
});

test('the AI says no braces: an expression with braces of its own is refused too', () => {
	const form = formWith({ prompt: 'Say {{ (() => { return 1 })() }} to them.' });

	expect(refusalOf(() => buildCallBody(form)).message).toContain('Task contains {{');
});

test('a task is long enough when what is sent is long enough', () => {
	const variables = [{ name: 'job', value: 'Remind them of the appointment.' }];

	expect(buildCallBody(formWith({ prompt: '{{job}}', variables })).task).toBe(variables[0]?.value);
});

test('a task that its variables leave empty is refused', () => {
	const variables = [{ name: 'job', value: '' }];
	const form = formWith({ prompt: '{{job}} {{job}}', variables });

	expect(refusalOf(() => buildCallBody(form)).message).toMatch(/^Task .*(short|empty)/);
});
