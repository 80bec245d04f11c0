import { fictionalNumbers } from '../../dev/sandbox';
import { runNode } from './runNode';
import { useSandbox } from '../support/sandbox';
import { makeNode, topCallsNode } from '../../dev/environment/workflow';

const TOOL = { type: 'n8n-nodes-topcalls.topCallsTool' };

const sandbox = useSandbox({ speed: 0 });

test('each person is called with the texts of their own item', async () => {
	const leads = fictionalNumbers(3).map((phone, index) => ({
		phone,
		name: `Lead ${index}`,
		minutes: index + 1,
	}));
	const topCalls = makeNode({
		task: '=Remind {{ $json.name }} of the appointment.',
		voice: { __rl: true, mode: 'id', value: '={{ $json.minutes > 1 ? "coral" : "alloy" }}' },
		options: { maxDuration: '={{ $json.minutes }}' },
	});
	await runNode(sandbox, topCalls, leads);

	const received = sandbox
		.calls()
		.map(({ request }) => [
			request.phone_number,
			request.task,
			request.voice,
			request.max_duration,
		]);
	expect(received.sort()).toEqual(
		leads.map(({ phone, name, minutes }) => [
			phone,
			`Remind ${name} of the appointment.`,
			minutes > 1 ? 'coral' : 'alloy',
			minutes,
		]),
	);
});

test('an item without a number is named before anybody is called', async () => {
	const [phone] = fictionalNumbers(1) as [string];
	const { error } = await runNode(sandbox, makeNode(), [{ phone }, { name: 'Anna' }]);

	expect(error?.message).toBe('Phone Number is empty [item 1]');
	expect(error?.description).toContain(
		'The expression “{{ $json.phone }}” returned nothing for this item. Check the field name in it, including upper and lower case.',
	);
	expect(sandbox.requests()).toEqual([]);
});

test('a variable whose expression returned nothing is named before anybody is called', async () => {
	const topCalls = makeNode({
		task: 'Remind {{name}} of the appointment.',
		options: { variables: { values: [{ name: 'name', value: '={{ $json.name }}' }] } },
	});
	const { error } = await runNode(sandbox, topCalls, [{ phone: '+14155551234' }]);

	expect(error?.message).toBe('Variable “name” has no value [item 0]');
	expect(sandbox.requests()).toEqual([]);
});

test('a number from a spreadsheet is called, with the Default Country', async () => {
	const topCalls = makeNode({ options: { defaultCountry: 'US' } });
	await runNode(sandbox, topCalls, [{ phone: 4155551234 }]);

	expect(sandbox.calls().map(({ phoneNumber }) => phoneNumber)).toEqual(['+14155551234']);
});

test.each([
	['a list', ['+14155551234'], '{{ $json.phone[0] }}'],
	['a list', [{ value: '+14155551234', type: 'work' }], '{{ $json.phone[0].value }}'],
	['an object', { number: '+14155551234' }, '{{ $json.phone.number }}'],
])(
	'a number that is %s calls nobody, and the entry to take is named: %j',
	async (kind, phone, entry) => {
		const { error } = await runNode(sandbox, makeNode({}), [{ phone: phone as never }]);

		expect(error?.message).toBe(`Phone Number is ${kind} [item 0]`);
		expect(error?.description).toContain(entry);
		expect(sandbox.requests()).toEqual([]);
	},
);

test.each([
	[
		'a German number without its +',
		4915112345678,
		'DE',
		'could mean +494915112345678 or +4915112345678',
	],
	[
		'an Italian number without its zero',
		351234567,
		'IT',
		'could mean +39351234567 or +390351234567',
	],
	['a number with a fraction', 4155551234.5, 'US', 'is not a whole number'],
])('%s calls nobody, since it could be somebody else', async (_, phone, defaultCountry, said) => {
	const topCalls = makeNode({ options: { defaultCountry } });
	const { error } = await runNode(sandbox, topCalls, [{ phone }]);

	expect(error?.message).toContain(said);
	expect(sandbox.requests()).toEqual([]);
});

test('with one number of too many digits in a list, nobody of the list is called', async () => {
	const phones = ['+14155550101', '+14155550102', '+23472572123352563'];
	const { error } = await runNode(
		sandbox,
		makeNode({}),
		phones.map((phone) => ({ phone })),
	);

	expect(error?.message).toContain('Phone Number “+23472572123352563” is not a phone number');
	expect(sandbox.requests()).toEqual([]);
});

test('additional fields may be an object that an expression built', async () => {
	const additionalFields = '={{ { metadata: { lead: $json.lead } } }}';
	const topCalls = makeNode({ options: { additionalFields } });
	await runNode(sandbox, topCalls, [{ phone: '+14155551234', lead: 7 }]);

	expect(sandbox.calls()[0]?.request.metadata).toEqual({ lead: 7 });
});

test('as a tool the node returns the call to the agent and lets it look the call up', async () => {
	const placed = await runNode(sandbox, makeNode({}, TOOL), [{ phone: '+14155551234' }]);
	const callId = placed.itemsOf('TopCalls')[0]?.json.call_id as string;
	sandbox.advance(10 * 60_000);
	const get = topCallsNode({ resource: 'call', operation: 'get', callId }, TOOL);
	const { itemsOf } = await runNode(sandbox, get);

	expect(callId).toBe(sandbox.calls()[0]?.id);
	expect(itemsOf('TopCalls')[0]?.json).toMatchObject({
		call_id: callId,
		outcome: 'completed',
	});
});

test('as a tool the node refuses a number that cannot be called, with how to write it', async () => {
	const { error } = await runNode(sandbox, makeNode({}, TOOL), [{ phone: 'Anna' }]);

	expect(error?.message).toContain('Phone Number “Anna”');
	expect(error?.description).toContain('Write it with + and the country code');
	expect(sandbox.requests()).toEqual([]);
});
