import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { makeNode, topCallsNode } from '../../dev/environment/workflow';
import { FIRST_LIST } from '../../dev/sandbox';
import { useSandbox } from '../support/sandbox';
import { runNode } from './runNode';

const sandbox = useSandbox({ speed: 0 });

/** The error of the node for one item; nothing may have been sent. */
async function refusal(parameters: INodeParameters, json: IDataObject) {
	const { error } = await runNode(sandbox, topCallsNode(parameters), [json]);
	expect(sandbox.requests()).toEqual([]);
	return { message: error?.message, description: error?.description };
}

const make = (parameters: INodeParameters): INodeParameters => ({
	...makeNode().parameters,
	phoneNumber: '+14155550101',
	...parameters,
});

const NOTHING = { missing: undefined, null: null, empty: '', blank: ' ' };

/** Phone numbers that an expression puts together from an area code, of Berlin, and the rest. */
const NUMBERS = [
	'=+49{{ $json.area }}{{ $json.number }}',
	'=+49 {{ $json.area }} {{ $json.number }}',
	'=0{{ $json.area }} {{ $json.number }}',
	'=+49{{ $json.area }}{{ $json.number }}\n',
	'=+49{{ $json["area"] }}{{ $json.number }}',
	'=+49{{ $("Start").item.json.area }}{{ $json.number }}',
	'=+49{{ $json.area ?? "" }}{{ $json.number }}',
	'={{ "+49" + $json.area + $json.number }}',
	'={{ "+49".concat($json.area, $json.number) }}',
	'={{ `+49${$json.area}${$json.number}` }}',
	'={{ ["+49", $json.area, $json.number].join("") }}',
	'={{ "+49" + $("Start").first().json.area + ($json.mobile || $json.number) }}',
	'={{ "+49" + ($json.area + $json.number).replace(/\\D/g, "") }}',
	'=+49{{ ($json.area + $json.number).replace(/[^\\d]/g, "") }}',
	'={{ $json.mobile ? $json.mobile : "+49" + $json.area + $json.number }}',
	'={{ "+49" + $json.area + $json.number.split("").filter((c) => /\\d/.test(c)).join("") }}',
	'={{ "+49" + $json.area + [$json.mobile, $json.number].find(Boolean) }}',
	'={{ "+49" + $("Start").all()[0].json.area + $json.number }}',
	'={{ "+49" + $input.all()[$itemIndex].json.area + $json.number }}',
];

describe.each(NUMBERS)('the number %j', (expression) => {
	const phone = make({ phoneNumber: expression, options: { defaultCountry: 'DE' } });

	test('is called when all of it is there', async () => {
		const item = { area: '30', number: '6543210' };
		const { error } = await runNode(sandbox, topCallsNode(phone), [item]);

		expect(error).toBeUndefined();
		expect(sandbox.calls().map(({ request }) => request.phone_number)).toEqual(['+49306543210']);
	});

	test.each(Object.entries(NOTHING))(
		'calls no stranger when its area code is %s',
		async (_, area) => {
			const { message } = await refusal(phone, { area, number: '6543210' });
			expect(message).toMatch(/^Phone Number /);
		},
	);
});

/** Ways to put a number together from the expressions of its parts. */
const WRITERS: Array<(codes: string[]) => string> = [
	(codes) => `=+${codes.map((code) => `{{ ${code} }}`).join('')}`,
	(codes) => `=+{{ ${codes[0]} }} {{ ${codes.slice(1).join(' + ')} }}`,
	(codes) => `={{ "+" + ${codes.join(' + ')} }}`,
	(codes) => `={{ "+" + ${codes.join(' + "-" + ')} }}`,
	(codes) => `={{ \`+${codes.map((code) => `\${${code}}`).join(' ')}\` }}`,
	(codes) => `={{ ["+", ${codes.join()}].join("") }}`,
	(codes) => `={{ "+".concat(${codes.join()}) }}`,
	(codes) => `={{ "+" + [${codes.join()}].join("").replace(/\\D/g, "") }}`,
	(codes) =>
		`={{ "+" + (${codes.map((code) => `String(${code})`).join('+')}).replace(/\\D/g, "") }}`,
];

test('however a number is put together from any parts, without one of them nobody is called', async () => {
	const digits = [...'4930654321012'];
	const cuts = fc.uniqueArray(fc.integer({ min: 1, max: digits.length - 1 }), {
		minLength: 1,
		maxLength: 4,
	});
	const missing = fc.constantFrom(...Object.values(NOTHING));
	const drawn = fc.tuple(cuts, fc.constantFrom(...WRITERS), fc.nat(), missing);
	let called = 0;
	for (const [at, write, left, nothing] of fc.sample(drawn, { numRuns: 150, seed: 1 })) {
		const ends = [...at.toSorted((a, b) => a - b), digits.length];
		const parts = ends.map((end, index) => digits.slice(ends[index - 1] ?? 0, end).join(''));
		const item: IDataObject = Object.fromEntries(parts.map((part, index) => [`p${index}`, part]));
		const phone = make({ phoneNumber: write(parts.map((_, index) => `$json.p${index}`)) });
		const whole = await runNode(sandbox, topCallsNode(phone), [item]);
		// In some places, a space makes two numbers of it.
		if (whole.error) expect(whole.error.message).toContain('could mean');
		else called++;

		const before = sandbox.calls().length;
		const gap = { ...item, [`p${left % parts.length}`]: nothing };
		const { error } = await runNode(sandbox, topCallsNode(phone), [gap]);
		expect([phone.phoneNumber, error?.message]).toEqual([
			phone.phoneNumber,
			expect.stringMatching(/^Phone Number .*no value/),
		]);
		expect(sandbox.calls()).toHaveLength(before);
	}
	expect(called).toBeGreaterThan(100);
});

test('the message names the field, the expression and what to do', async () => {
	const item = { number: '6543210', cc: null, phone: '6593334444' };
	const description =
		'Add the value to this item: without it, Phone Number would be another one. If it is optional, put all of Phone Number into one expression. Nothing was sent to TopCalls.';

	expect(await refusal(make({ phoneNumber: '=+{{ $json.cc }} {{ $json.phone }}' }), item)).toEqual({
		message: 'Phone Number contains “{{ $json.cc }}”, which has no value [item 0]',
		description,
	});
	expect(
		await refusal(make({ phoneNumber: '={{ ["+", $json.cc, $json.phone].join("") }}' }), item),
	).toEqual({
		message:
			'Phone Number contains “{{ ["+", $json.cc, $json.phone].join("") }}”, in which “$json.cc” has no value [item 0]',
		description,
	});
});

test.each(['={{ $json.phone }}', '={{ $json.phone }} ', '={{ "" + $json.blank }}'])(
	'a number that is missing as a whole is empty: %j',
	async (phoneNumber) => {
		const { message, description } = await refusal(make({ phoneNumber }), { blank: '' });
		expect(message).toBe('Phone Number is empty [item 0]');
		expect(description).toContain('returned nothing for this item');
	},
);

test.each([
	'={{ $json.mobile || $json.phone }}',
	'={{ $json.mobile ?? $json.phone }}',
	'={{ [$json.mobile, $json.phone].find(Boolean) }}',
	'={{ $json.code ? "+" + $json.code + $json.phone : $json.phone }}',
	'={{ $json.phone.startsWith("+") ? $json.phone : "+" + $json.code + $json.phone }}',
	'={{ $ifEmpty($json.mobile, $json.phone) }}',
	'={{ $json.phone.replace("+", "00") }}',
	'=\n{{ $json.phone }}\n',
	'={{ "+" + ($json.mobile?.replace(/\\D/g, "") || $json.phone.replace(/\\D/g, "")) }}',
	'={{ "+" + ($json.mobile?.toString() ?? $json.phone.slice(1)) }}',
	'={{ "+1" + ($json.mobile?.trim().slice(-10) || $json.phone.slice(-10)) }}',
	'={{ ($json.code?.trim() || "") + $json.phone }}',
	'={{ (() => { let p = $json.mobile; if (!p) p = $json.phone; return "+" + p.replace(/\\D/g, ""); })() }}',
	'={{ $json.isGerman ? "+49" : "" }}{{ $json.phone }}',
])('what may be missing may be missing: %j', async (phoneNumber) => {
	const node = topCallsNode(make({ phoneNumber }));
	const { error } = await runNode(sandbox, node, [{ phone: '+14155550101' }]);

	expect(error).toBeUndefined();
	expect(sandbox.calls()).toHaveLength(1);
});

const lead = (operation: string, parameters: INodeParameters): INodeParameters => ({
	resource: 'lead',
	operation,
	...parameters,
});
const LIST = { listId: FIRST_LIST.id, name: 'Anna' };
const byPhone = (value: string): INodeParameters => ({
	leadId: { __rl: true, mode: 'phone', value },
});
const byId = (mode: string, value: string) => ({ __rl: true, mode, value });
const PHONE = '=+49{{ $json.area }}{{ $json.number }}';
const ID = '={{ $json.area }}{{ $json.number }}';

test.each<[string, INodeParameters]>([
	['From Number', make({ options: { fromNumber: byId('number', PHONE) } })],
	[
		'Test Number of Manual Runs',
		make({ safety: { manualRuns: { run: { does: 'callTestNumber', testNumber: PHONE } } } }),
	],
	['Idempotency Key', make({ options: { idempotencyKey: '={{ $json.area }}-2026-11-26' } })],
	['Idempotency Key', make({ options: { idempotencyKey: '=reminder-{{ $json.area }}' } })],
	['Idempotency Key', make({ options: { idempotencyKey: '={{ `reminder-${$json.area}` }}' } })],
	['Webhook URL', make({ callEvents: 'url', webhookUrl: '=https://n8n.example/{{ $json.area }}' })],
	['Phone Number', lead('create', { ...LIST, phoneNumber: PHONE })],
	['Phone Number', lead('import', { ...LIST, phoneNumber: PHONE })],
	[
		'Phone Number',
		lead('update', { ...byPhone('+14155550101'), updateFields: { phoneNumber: PHONE } }),
	],
	['Lead', lead('update', { ...byPhone(PHONE), updateFields: { name: 'Anna' } })],
	['Lead', lead('get', byPhone(PHONE))],
	['Lead', lead('delete', byPhone(PHONE))],
	['Phone Number', lead('getMany', { filters: { phone: PHONE } })],
	['Tag', lead('deleteMany', { deleteBy: 'filter', leadFilter: { tag: '=vip-{{ $json.area }}' } })],
	['Call ID', { resource: 'call', operation: 'get', callId: byId('id', ID) }],
	['Call ID', { resource: 'call', operation: 'stop', callId: byId('id', ID) }],
	['Campaign', { resource: 'campaign', operation: 'start', campaignId: byId('id', ID) }],
])('%s with a gap is refused: %j', async (field, parameters) => {
	for (const area of Object.values(NOTHING)) {
		const { message } = await refusal(parameters, { area, number: '6543210' });
		expect(message).toContain(`${field} contains “{{ `);
		expect(message).toContain('has no value');
	}
});

test('a name, a note and tags may have gaps', async () => {
	const parameters = lead('create', {
		...LIST,
		phoneNumber: '+14155550101',
		name: '={{ $json.first }} {{ $json.last }}',
		additionalFields: {
			notes: '=From {{ $json.city }}',
			tags: '={{ $json.plan }}, {{ $json.city }}',
			metadata: '={ "city": "{{ $json.city }}" }',
		},
	});
	const item = { first: 'Anna', plan: 'gold' };
	const { error } = await runNode(sandbox, topCallsNode(parameters), [item]);

	expect(error).toBeUndefined();
	expect(sandbox.requests()).toHaveLength(1);
});
