import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { fictionalNumbers } from '../../dev/sandbox';
import { runNode } from './runNode';
import { useSandbox } from '../support/sandbox';
import { makeNode, topCallsNode } from '../../dev/environment/workflow';

const sandbox = useSandbox({ speed: 0 });

const [phone] = fictionalNumbers(1) as [string];

/** The error of the node for one item; nobody may have been called. */
async function refusal(parameters: INodeParameters, json: IDataObject = {}) {
	const { error } = await runNode(sandbox, makeNode(parameters), [{ phone, ...json }]);
	expect(sandbox.requests()).toEqual([]);
	return { message: error?.message, description: error?.description };
}

/** What TopCalls gets for one item. */
async function sent(parameters: INodeParameters, json: IDataObject = {}) {
	const { error } = await runNode(sandbox, makeNode(parameters), [{ phone, ...json }]);
	expect(error).toBeUndefined();
	return sandbox.calls()[0]?.request;
}

const remind = (expression: string) => ({ task: `=Remind ${expression} of the appointment.` });

test('an expression without a value is named with its field and how to fix it', async () => {
	expect(await refusal(remind('{{ $json.name }}'))).toEqual({
		message: 'Task contains “{{ $json.name }}”, which has no value [item 0]',
		description:
			'Add the value to this item, or allow it to be missing with “{{ $json.name ?? "" }}”. Nothing was sent to TopCalls.',
	});
});

test.each([
	['{{ $json.nothing }}', 'which has no value'],
	['{{ null }}', 'which has no value'],
	['{{ Number("ten") }}', 'which has no value'],
	['{{ 1 / 0 }}', 'returned no result'],
	['{{ $json.lead }}', 'returned an object'],
	['{{ $json.list }}', 'returned a list'],
	['{{ $json }}', 'returned an object'],
	['{{ "Ms. " + $json.nothing }}', 'returned “Ms. undefined”'],
	['{{ `Ms. ${$json.nothing}` }}', 'returned “Ms. undefined”'],
	['{{ "Ms. " + $json.nobody }}', 'returned “Ms. null”'],
	['{{ "Ms. " + $json.lead }}', 'returned “Ms. [object Object]”'],
	['{{ "at " + (3 * $json.nothing) }}', 'returned “at NaN”'],
	['{{ DateTime.fromISO("soon").toFormat("yyyy") }}', 'returned “Invalid DateTime”'],
	['{{ DateTime.fromISO("soon") }}', 'returned “Invalid DateTime”'],
	['{{ $json.lead.owner.name }}', 'which has no value'],
])('the AI never says a gap or a word of JavaScript: %s', async (expression, said) => {
	const json = { lead: { first: 'Anna' }, list: ['one', 'two'], nobody: null };
	const inField = {
		Task: remind(expression),
		Instructions: { promptType: 'instructions', instructions: `=You remind ${expression} today.` },
		'First Sentence': { firstSentence: `=Hi ${expression}!` },
		'Variable “name”': {
			task: 'Remind {{name}} of the appointment.',
			options: { variables: { values: [{ name: 'name', value: `=Ms. ${expression}` }] } },
		},
	};
	for (const [field, parameters] of Object.entries(inField)) {
		const { message } = await refusal(parameters as INodeParameters, json);
		expect(message).toContain(`${field} contains “`);
		expect(message).toContain(said);
	}
});

test.each([
	['{{ $json.first + $json.last }}', 'Annaundefined'],
	['{{ $json.first + $json.nobody }}', 'Annanull'],
	['{{ "Apt" + $json.nothing }}', 'Aptundefined'],
	['{{ `Apt${$json.nothing}` }}', 'Aptundefined'],
	['{{ `${$json.count}h${$json.nothing}` }}', '3hundefined'],
	['{{ $json.first + "_" + $json.nothing }}', 'Anna_undefined'],
	['{{ 3 * $json.nothing + "USD" }}', 'NaNUSD'],
	['{{ "Apt".concat($json.nobody) }}', 'Aptnull'],
	['{{ ["Apt" + $json.nobody, "floor"].join(" ") }}', 'Aptnull'],
	['{{ ["Apt", String($json.nobody)].join("") }}', 'Aptnull'],
	['{{ "Apt#".replace("#", $json.nothing) }}', 'Aptundefined'],
	['{{ "You owe " + $json.count / 0 }}', 'Infinity'],
	['{{ "You owe " + -1 / 0 + "USD" }}', 'InfinityUSD'],
	['{{ $json.verb + $json.nobody + " it" }}', 'nullifynull'],
	['{{ "on".concat(DateTime.fromISO("soon")) }}', 'onInvalid DateTime'],
])(
	'the AI never says a word of JavaScript that is glued to another: %s',
	async (expression, said) => {
		const json = { first: 'Anna', nobody: null, count: 3, verb: 'nullify' };
		for (const parameters of [
			remind(expression),
			{ promptType: 'instructions', instructions: `=You remind ${expression} today.` },
			{ firstSentence: `=Hi ${expression}!` },
		]) {
			const { message } = await refusal(parameters, json);
			expect(message).toContain(said);
			expect(message).toContain('which returned');
		}
	},
);

test.each([
	['{{ $json.verb + " it" }}', 'nullify it'],
	['{{ "Please " + $json.verb }}', 'Please nullify'],
	['{{ "annullieren: " + $json.count }}', 'annullieren: 3'],
	['{{ $json.lines.join(" ") }}', 'null Fehler nullable'],
	['{{ "To the " + $json.place + $json.note }}', 'To the Infinity Pool NaNcy'],
	['{{ $json.dirty }}', 'Annaundefined'],
	['{{ "Ms. " + $json.surname }}', 'Ms. Null'],
	["{{ 'that it\\'s annullato ' + $json.count }}", "that it's annullato 3"],
	['{{ $json.status.toLowerCase() + ", " + $json.count }}', 'annullato, 3'],
	['{{ $json.html.replace(/<[^>]*>/g, "") + "" }}', 'annulla'],
	['{{ $("Start").all()[0].json.verb + " it" }}', 'nullify it'],
	['{{ "annullata".concat("_", $json.count) }}', 'annullata_3'],
])('words that only look like those of JavaScript are said: %s', async (expression, said) => {
	const json = {
		verb: 'nullify',
		count: 3,
		lines: ['null Fehler', 'nullable'],
		place: 'Infinity Pool',
		note: ' NaNcy',
		dirty: 'Annaundefined',
		surname: 'Null',
		status: 'ANNULLATO',
		html: 'ann<b>ulla</b>',
	};
	expect((await sent(remind(expression), json))?.task).toBe(`Remind ${said} of the appointment.`);
});

test('a field that is one expression is checked too', async () => {
	expect((await refusal({ task: "={{ 'Remind ' + $json.name }}" })).message).toBe(
		"Task contains “{{ 'Remind ' + $json.name }}”, which returned “Remind undefined” [item 0]",
	);
	expect((await refusal({ firstSentence: '={{ $json.opener }}' })).message).toBe(
		'First Sentence contains “{{ $json.opener }}”, which has no value [item 0]',
	);
});

test.each([
	['{{ $json.nothing ?? "" }}', ''],
	['{{ $json.lead?.owner?.name ?? "" }}', ''],
	['{{ $json.empty }}', ''],
	['{{ $json.count }} and {{ 0 }}', '3 and 0'],
	['{{ $json.ready }}', 'false'],
	['{{ $json.list.join(", ") }}', 'one, two'],
	['{{ JSON.stringify($json.lead) }}', '{"first":"Anna","car":{"plate":null}}'],
	['{{ $json.count // how many \n }}{{ "!" }}', '3!'],
	['{{ $json.count; }}{{ "!" }}', '3!'],
	['{{ $json.list.first() }} and {{ $json.list.last() }}', 'one and two'],
	['{{ "a \\}} b".length }} and {{ {a: 1}.a }}', '6 and 1'],
	['{{ DateTime.fromISO("2026-11-26").toFormat("d MMMM") }}', '26 November'],
	['{{ DateTime.fromISO("2026-11-26T00:00:00Z").toUTC() }}', '2026-11-26T00:00:00.000Z'],
	['{{ "no" + " braces" }} {{ $("Start").item.json.count }}', 'no braces 3'],
])('a value is said as n8n writes it: %s', async (expression, said) => {
	const json = {
		empty: '',
		count: 3,
		ready: false,
		list: ['one', 'two'],
		lead: { first: 'Anna', car: { plate: null } },
	};
	expect((await sent(remind(expression), json))?.task).toBe(`Remind ${said} of the appointment.`);
});

test('in Expression mode a name is not a variable, and the node says so', async () => {
	const parameters = {
		task: '=Remind {{ patient_name }} of the appointment.',
		options: { variables: { values: [{ name: 'patient_name', value: '={{ $json.name }}' }] } },
	};
	expect(await refusal(parameters, { name: 'Anna' })).toEqual({
		message:
			'Task is in Expression mode, where “{{ patient_name }}” does not mean the variable [item 0]',
		description:
			'Switch Task from Expression to Fixed, or write an expression there, e.g. “{{ $json.patient_name }}”, and remove the variable. Nothing was sent to TopCalls.',
	});
	const { description } = await refusal(remind('{{ patient_name }}'));
	expect(description).toContain('switch Task to Fixed and add a variable named “patient_name”');
});

test('a template from the data of the item takes its variables', async () => {
	const parameters = {
		task: '={{ $json.template }}',
		options: { variables: { values: [{ name: 'name', value: '={{ $json.name }}' }] } },
	};
	const json = { template: 'Remind {{ name }} of the appointment.', name: 'Anna' };
	expect((await sent(parameters, json))?.task).toBe('Remind Anna of the appointment.');
});

test.each(['Fixed', 'Expression'])(
	'a workflow saved with Variables beside the texts fills them in, %s',
	async (mode) => {
		const value = mode === 'Fixed' ? 'Anna' : '={{ $json.name }}';
		const instructions = 'Remind {{name}} of the appointment.';
		const variables = { values: [{ name: 'name', value }] };
		const request = await sent(
			{ promptType: 'instructions', instructions, variables },
			{ name: 'Anna' },
		);
		expect(request).toMatchObject({ instructions, request_data: { name: 'Anna' } });
	},
);

test('a value of a CRM with braces in it is refused, wherever it stands', async () => {
	const json = { name: '{{contact.first_name}}' };
	const options = { variables: { values: [{ name: 'name', value: '={{ $json.name }}' }] } };
	expect(
		(await refusal({ task: 'Remind {{name}} of the appointment.', options }, json)).message,
	).toBe(
		'Variable “name” contains “{{contact.first_name}}”, which is not replaced by anything [item 0]',
	);
	expect((await refusal(remind('{{ $json.name }}'), json)).message).toBe(
		'Task contains {{contact.first_name}}, which has no value [item 0]',
	);
});

test('a text from an AI agent is checked like any other expression', async () => {
	const parameters = {
		task: "={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('Task', ``, 'string') }}",
	};
	expect((await refusal(parameters)).message).toBe(
		"Task contains “{{ $fromAI('Task', ``, 'string') }}”, which has no value [item 0]",
	);
	expect((await refusal(parameters, { Task: 'Remind {{name}} of it.' })).message).toBe(
		'Task contains {{name}}, which has no value [item 0]',
	);
	const task = 'Remind Anna of the appointment.';
	expect((await sent(parameters, { Task: task }))?.task).toBe(task);
});

const faults: Array<[string, string, string]> = [
	["={{ $('Nope').item.json.x }}", "Referenced node doesn't exist", 'It refers to “Nope”.'],
	['={{ $json.x. }}', 'invalid syntax', 'Open the expression in'],
	['={{ $json.x.toDateTime() }}', 'toDateTime can', 'To ignore this error, add a ?'],
	['=as {{ "x".trim }} and {{ 1 }}', 'this is a function', 'Open the expression in'],
];

const fieldsOfMake: Record<string, (value: string) => INodeParameters> = {
	'Phone Number': (phoneNumber) => ({ phoneNumber }),
	Task: (task) => ({ task }),
	Instructions: (instructions) => ({ promptType: 'instructions', instructions }),
	'First Sentence': (firstSentence) => ({ firstSentence }),
	Mode: (mode) => ({ mode }),
	Voice: (value) => ({ voice: { __rl: true, mode: 'id', value } }),
	'Value of Variable 2': (value) => ({
		task: 'Say {{a}} and {{b}} to them.',
		options: {
			variables: {
				values: [
					{ name: 'a', value: 'x' },
					{ name: 'b', value },
				],
			},
		},
	}),
	'Name of Variable': (name) => ({ options: { variables: { values: [{ name, value: 'x' }] } } }),
	'Send Call Events To': (callEvents) => ({ callEvents, webhookUrl: 'https://x.example' }),
	'Webhook URL': (webhookUrl) => ({ callEvents: 'url', webhookUrl }),
	'Max Duration (Minutes)': (maxDuration) => ({ options: { temperature: 1, maxDuration } }),
	Model: (value) => ({ options: { model: { __rl: true, mode: 'id', value } } }),
	'Calls per Minute': (callsPerMinute) => ({ options: { callsPerMinute } }),
};

/** In other fields n8n itself joins all parts to a text. */
const spoken = ['Task', 'Instructions', 'First Sentence', 'Value of Variable 2'];

test.each(faults)(
	'n8n cannot evaluate %s: the error names the field and n8n’s advice',
	async (...fault) => {
		const [expression, message, description] = fault;
		for (const [field, set] of Object.entries(fieldsOfMake)) {
			if (expression.startsWith('=as') && !spoken.includes(field)) continue;
			const said = await refusal(set(expression));
			expect(said.message).toContain(`n8n cannot evaluate the expression in ${field}: “${message}`);
			expect(said.description).toContain(description);
		}
	},
);

test.each([
	[{ operation: 'get', callId: '$' }, 'Call ID'],
	[{ operation: 'get', callId: 'abc', simplify: '$' }, 'Simplify'],
	[{ operation: 'getMany', limit: '$' }, 'Limit'],
	[{ operation: 'getMany', filters: { campaignId: '$' } }, 'Campaign'],
	[{ operation: 'getMany', returnAll: '$' }, 'Return All'],
	[{ operation: 'stop', callId: '$' }, 'Call ID'],
	[
		{ operation: 'downloadRecording', callId: 'abc', binaryPropertyName: '$' },
		'Put Output File in Field',
	],
	[
		{ ...makeNode().parameters, operation: 'makeAndWait', options: { maxWait: '$' } },
		'Max Wait (Minutes)',
	],
	[
		{ ...makeNode().parameters, operation: 'makeAndWait', options: { waitUsing: '$' } },
		'Wait Using',
	],
])('the field is named in every operation: %j', async (parameters, field) => {
	const text = JSON.stringify({ resource: 'call', ...parameters });
	const faulty = text.replace('"$"', JSON.stringify("={{ $('Nope').item.json.x }}"));
	const { error } = await runNode(sandbox, topCallsNode(JSON.parse(faulty) as INodeParameters), [
		{ phone },
	]);
	expect(error?.message).toContain(`n8n cannot evaluate the expression in ${field}`);
	expect(sandbox.calls()).toEqual([]);
});
