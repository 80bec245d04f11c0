import type { INodeParameters } from 'n8n-workflow';

import type { ErrorCase, Section } from '../case';
import { leftOut, oddValues, unevaluated } from './expressions';
import { TASK } from '../../../dev/environment/workflow';

export const MAKE: INodeParameters = {
	resource: 'call',
	operation: 'make',
	phoneNumber: '={{ $json.phone }}',
	task: TASK,
	callEvents: 'none',
};

const MADE_WITHOUT = 'the call is made without it';

const number = (phone: unknown, given = `\`${String(phone)}\``): ErrorCase => ({
	given: `Phone Number ${given}`,
	items: [{ phone: phone as string }],
	field: 'Phone Number',
});

const home = (phone: string, country: string): ErrorCase => ({
	...number(phone),
	given: `Phone Number \`${phone}\` with Default Country ${country}`,
	parameters: { options: { defaultCountry: country } },
});

/** Numbers that an expression puts together, without one of their parts. */
const withGap = [
	'=+49{{ $json.area }}{{ $json.phone }}',
	'={{ "+49" + $json.area + $json.phone }}',
	'={{ ["+49", $json.area, $json.phone].join("") }}',
].map(
	(phoneNumber): ErrorCase => ({
		given: `Phone Number \`${phoneNumber.slice(1)}\` in Expression mode`,
		parameters: { phoneNumber },
		items: [{ area: '', phone: '6543210' }],
		field: 'Phone Number',
	}),
);

export const phoneNumbers: Section = {
	title: 'Phone Number',
	about:
		'Of *Make* and *Make and Wait*. A number that could mean two things is refused rather than guessed.',
	sendsNothing: true,
	makesCall: true,
	node: MAKE,
	cases: [
		...oddValues('Phone Number', (phoneNumber) => ({ phoneNumber })),
		number('', 'is empty'),
		number('12345'),
		number('(415) 555-0101'),
		number('14155550101'),
		number(4155550101, '4155550101, a number of a spreadsheet'),
		number(-14155550101, '-14155550101, a negative number'),
		number('+1 415 555'),
		number('+1 415 555 0101 ext. 56'),
		number('+14155550101, +14155550102'),
		number('+14155550101 or +14155550102'),
		number('+1 800 FLOWERS'),
		number('+999 123 456 789'),
		number('911'),
		number('anonymous'),
		number('sip:anna@example.com'),
		number('N/A'),
		number('+'),
		number('+1415555010١x'),
		number('<script>alert(1)</script>'),
		number('+14155550101'.repeat(500), 'is 6,000 characters long'),
		...withGap,
		...unevaluated({ 'Phone Number': (phoneNumber) => ({ phoneNumber }) }),
		home('12345', 'US'),
		home('911', 'US'),
		home('112', 'DE'),
		home('0078034872120', 'ID'),
		home('0800 FLOWERS', 'GB'),
		home('442071838750', 'US'),
		home('4915112345678', 'DE'),
		home('41781234567', 'DE'),
		home('351234567', 'IT'),
		home('6543210', 'DE'),
		home('030 123456 (24/7)', 'DE'),
		home('1) 030 123456', 'DE'),
		home('030 12345 / 12346', 'DE'),
		home('030 123456.00', 'DE'),
		home('0919876543210', 'IN'),
		home('9-1-415-555-1234', 'US'),
		home('4.15555E+09', 'US'),
		home('24.12.2024', 'DK'),
		number('442071838750'),
		number('+49 30 123456/57'),
		number('+49 30 123456-78'),
		number('+44 020 7183 8750'),
		number('+52 1 55 1234 5678'),
		number('+86 139 1234 567'),
		number('+23472572123352563'),
		number('whatsapp:+14155551234'),
		number('14155551234@s.whatsapp.net'),
		number('mobile: +1 415 555 1234'),
		number('=+14155551234'),
		number('tel:+14155551234;ext=5'),
		number([{ value: '+14155551234', type: 'work' }], 'is a list of objects'),
		number({ number: '+14155551234' }, 'is an object with the number in it'),
	],
};

const text = (given: string, parameters: INodeParameters, field: string): ErrorCase => ({
	given,
	parameters,
	field,
});

const variables = (...values: Array<{ name: unknown; value: unknown }>): INodeParameters => ({
	options: { variables: { values: values as INodeParameters[] } },
});

/** What one of several `{{ … }}` in a field can return. */
const parts = (field: string, set: (part: string) => INodeParameters): ErrorCase[] =>
	[
		'{{ $json.nothing }}',
		'{{ $json.lead }}',
		'{{ $json.list }}',
		'{{ "Ms. " + $json.nothing }}',
		'{{ "Ms. " + $json.lead }}',
		'{{ "Apt" + $json.nothing }}',
	].map((part) => ({
		...text(`${field} with \`${part}\` in Expression mode`, set(part), field),
		items: [{ phone: '+14155550101', lead: { name: 'Anna' }, list: ['one', 'two'] }],
	}));

/** What n8n cannot evaluate. */
const faults = (field: string, set: (expression: string) => INodeParameters): ErrorCase[] =>
	["{{ $('Nope').item.json.x }}", '{{ $json. }}', '{{ $json.nothing.toDateTime() }}'].map(
		(expression) =>
			text(`${field} \`${expression}\` in Expression mode`, set(`=${expression}`), field),
	);

export const texts: Section = {
	title: 'Texts and Variables',
	about:
		'Of *Make* and *Make and Wait*. The AI says no braces, no `undefined` and no half sentence.',
	sendsNothing: true,
	makesCall: true,
	node: MAKE,
	cases: [
		...oddValues('Task', (task) => ({ task })),
		...oddValues('Instructions', (instructions) => ({ promptType: 'instructions', instructions })),
		...oddValues('First Sentence', (firstSentence) => ({ firstSentence }), {
			'a text of spaces': MADE_WITHOUT,
		}),
		text('Task is empty', { task: '' }, 'Task'),
		text('Task `Call them`', { task: 'Call them' }, 'Task'),
		text(
			'Task with `{{name}}` and no variable',
			{ task: 'Say hello to {{name}}, please.' },
			'Task',
		),
		text(
			'Task with `{{ $json.name }}` in Fixed mode',
			{ task: 'Say hello to {{ $json.name }}.' },
			'Task',
		),
		text('Task with `{{}}`', { task: 'Say hello to {{}} and remind them.' }, 'Task'),
		text(
			'First Sentence with `{{name}}` and no variable',
			{ firstSentence: 'Hi {{name}}!' },
			'First Sentence',
		),
		text(
			'Task that its variables leave empty',
			{ task: '{{job}}', ...variables({ name: 'job', value: '' }) },
			'Task',
		),
		...parts('Task', (part) => ({ task: `=Remind ${part} of the appointment.` })),
		...parts('First Sentence', (part) => ({ firstSentence: `=Hi ${part}!` })),
		...parts('Variable “name”', (part) => ({
			task: 'Say hello to {{name}}, please.',
			...variables({ name: 'name', value: `=Ms. ${part}` }),
		})),
		text(
			'Task in Expression mode with `{{ name }}`, a variable',
			{ task: '=Say hello to {{ name }}.', ...variables({ name: 'name', value: 'Anna' }) },
			'Task',
		),
		text(
			'Task in Expression mode with `{{ name }}` and no variable',
			{ task: '=Say hello to {{ name }}.' },
			'Task',
		),
		...[
			'Remind {{name} please now.',
			'Remind {name}} please now.',
			'Remind {name} please now.',
		].map((task) => text(`Task \`${task}\``, { task }, 'Task')),
		...['{{ $json.name }}', '{{contact.first_name}}', '{Anna'].map((value) =>
			text(
				`Variable “name” is \`${value}\``,
				{ task: 'Say hello to {{name}}, please.', ...variables({ name: 'name', value }) },
				'Variable “name”',
			),
		),
		text(
			'A variable that no text uses',
			variables({ name: 'name', value: 'Anna' }),
			'Variable “name”',
		),
		text(
			'A variable twice, with two values',
			{
				task: 'Say hello to {{name}}, please.',
				...variables({ name: 'name', value: 'Anna' }, { name: 'name', value: 'Ben' }),
			},
			'Variable “name”',
		),
		...faults('Task', (task) => ({ task })),
		...faults('Value of Variable', (value) => variables({ name: 'name', value })),
		text('Prompt Type `poem`', { promptType: 'poem' }, 'Prompt Type'),
		...oddValues(
			'Variable “name”',
			(value) => ({
				task: 'Say hello to {{name}}, please.',
				...variables({ name: 'name', value }),
			}),
			{ true: 'the AI says “true”', 'a text of spaces': 'the AI says nothing in its place' },
		),
		text('A variable without a name', variables({ name: '', value: 'Anna' }), 'Name of Variable'),
		text(
			'A variable whose name is an object',
			variables({ name: '={{ ({}) }}', value: 'x' }),
			'Name of Variable',
		),
	],
};

export const speech: Section = {
	title: 'Mode, Voice and Events',
	about: 'Of *Make*; *Mode* and *Voice* of *Make and Wait* too.',
	sendsNothing: true,
	makesCall: true,
	node: MAKE,
	cases: [
		...oddValues('Mode', (mode) => ({ mode }), leftOut('TopCalls chooses the mode')),
		text('Mode `fast`', { mode: 'fast' }, 'Mode'),
		...oddValues(
			'Voice',
			(value) => ({ voice: { __rl: true, mode: 'id', value } }),
			leftOut('TopCalls chooses the voice'),
		),
		...oddValues('Webhook URL', (webhookUrl) => ({
			callEvents: 'url',
			webhookUrl,
			webhookEvents: ['call.failed'],
		})),
		...[
			'http://n8n.example.com/x',
			'ftp://example.com',
			'n8n.example.com',
			'javascript:alert(1)',
		].map((webhookUrl) =>
			text(
				`Webhook URL \`${webhookUrl}\``,
				{ callEvents: 'url', webhookUrl, webhookEvents: ['call.failed'] },
				'Webhook URL',
			),
		),
		text(
			'Webhook Events is empty',
			{ callEvents: 'url', webhookUrl: 'https://n8n.example.com/x', webhookEvents: [] },
			'Webhook Events',
		),
		...oddValues('Webhook Events', (webhookEvents) => ({
			callEvents: 'url',
			webhookUrl: 'https://n8n.example.com/x',
			webhookEvents,
		})),
		...oddValues('Send Call Events To', (callEvents) => ({
			callEvents,
			webhookUrl: 'https://n8n.example.com/x',
			webhookEvents: ['call.failed'],
		})),
		...unevaluated({
			Mode: (mode) => ({ mode }),
			Voice: (value) => ({ voice: { __rl: true, mode: 'id', value } }),
			'Webhook URL': (webhookUrl) => ({ callEvents: 'url', webhookUrl }),
		}),
		text('Send Call Events To `everybody`', { callEvents: 'everybody' }, 'Send Call Events To'),
	],
};
