import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { FIRST_LIST } from '../../dev/sandbox';
import { makeNode } from '../../dev/environment/workflow';
import { runNode } from './runNode';
import type { Finished } from './runWorkflow';
import { useSandbox } from '../support/sandbox';

const sandbox = useSandbox({ speed: 0 });

/** San Francisco, London. */
const US = '+14155550100';
const GB = '+442079460001';

const skip = { skipUnsubscribed: true };
const make = (safety: INodeParameters, more: Partial<INode> = {}) => makeNode({ safety }, more);
const people = (...phones: string[]) => phones.map((phone) => ({ phone }));
const called = () => sandbox.calls().map(({ phoneNumber }) => phoneNumber);
const jsonOf = (finished: Finished): IDataObject[] =>
	finished.itemsOf('TopCalls').map(({ json }) => json);
/** What TopCalls answers to the next lookups, in this order; the last one again and again. */
const answer = (...bodies: object[]) =>
	bodies.forEach((body, index) =>
		sandbox.fault({
			when: { method: 'GET', path: '/v1/leads' },
			...(index < bodies.length - 1 && { first: 1 }),
			do: { status: 200, body },
		}),
	);
const leadOf = (phone_number: string, status: string) => ({
	id: `lead-${phone_number}`,
	name: 'Ada',
	phone_number,
	status,
	tags: [],
});

const lead = async (phone_number: string, status: string) => {
	const { status: answer } = await fetch(`${sandbox.url}/v1/leads`, {
		method: 'POST',
		headers: { Authorization: `Bearer ${sandbox.apiKey}`, 'Content-Type': 'application/json' },
		body: JSON.stringify({ name: 'Ada', phone_number, status, list_id: FIRST_LIST.id }),
	});
	expect(answer).toBe(201);
};

test('does not call unsubscribed people, and looks each number up once', async () => {
	await lead(US, 'Unsubscribed');
	await lead(GB, 'Contacted');
	const nobody = '+14155550101';
	const finished = await runNode(sandbox, make(skip), people(US, GB, nobody, US));

	expect(called().sort()).toEqual([nobody, GB].sort());
	expect(jsonOf(finished)).toMatchObject([
		{ status: 'not_called', not_called_reason: 'unsubscribed', call_after: null },
		{ status: 'queued', phone_number: GB },
		{ status: 'queued', phone_number: nobody },
		{ status: 'not_called', not_called_reason: 'unsubscribed' },
	]);
	expect(sandbox.requestCounts()['GET /v1/leads']).toBe(3);
});

test('a dry run shows it', async () => {
	await lead(US, 'Unsubscribed');
	const finished = await runNode(sandbox, make({ ...skip, dryRun: true }), people(US, GB));

	expect(jsonOf(finished)).toMatchObject([
		{ would_call: false, would_not_call_reason: 'unsubscribed' },
		{ would_call: true },
	]);
});

test('a number that cannot be looked up is not called, nor is anybody else', async () => {
	sandbox.configure({ scopes: ['calls:write', 'calls:read'] });
	const finished = await runNode(sandbox, make(skip), people(US, GB));

	expect(called()).toEqual([]);
	expect(finished.error?.message).toContain(`Could not look up whether ${US} is unsubscribed`);
	expect(finished.error?.description).toContain('leads:read');
	expect(finished.error?.description).toContain('0 of 2 calls were made');
});

test('with On Error › Continue the others are called', async () => {
	sandbox.fault({
		when: { method: 'GET', path: '/v1/leads' },
		first: 1,
		do: { status: 400 },
	});
	const node = make(skip, { onError: 'continueRegularOutput' });
	const finished = await runNode(sandbox, node, people(US, GB));

	expect(called()).toHaveLength(1);
	expect(jsonOf(finished).filter(({ error }) => error)).toMatchObject([
		{ error: expect.stringContaining('Could not look up whether') },
	]);
});

test('an answer about somebody else does not count', async () => {
	await lead(GB, 'New');
	const leads = await fetch(`${sandbox.url}/v1/leads`, {
		headers: { Authorization: `Bearer ${sandbox.apiKey}` },
	});
	sandbox.fault({
		when: { method: 'GET', path: '/v1/leads' },
		do: { status: 200, body: await leads.text() },
	});
	const finished = await runNode(sandbox, make(skip), people(US));

	expect(called()).toEqual([]);
	expect(finished.error?.message).toContain('answered with another lead');
});

test.each([
	['an empty page before the lead', { items: [], has_more: true, next_cursor: 'n' }],
	['an empty page without has_more', { items: [], next_cursor: 'n' }],
])('an unsubscribed lead is found after %s', async (_, first) => {
	answer(first, { items: [leadOf(US, 'Unsubscribed')], has_more: false, next_cursor: null });
	const finished = await runNode(sandbox, make(skip), people(US));

	expect(called()).toEqual([]);
	expect(jsonOf(finished)).toMatchObject([{ not_called_reason: 'unsubscribed' }]);
});

test.each([
	['goes on, without saying where', [{ items: [], has_more: true }]],
	['goes on in circles', [{ items: [], has_more: true, next_cursor: 'n' }]],
	[
		'never ends',
		Array.from({ length: 20 }, (_, page) => ({ items: [], next_cursor: `page-${page}` })),
	],
])('with a list of leads that %s, nobody is called', async (_, bodies) => {
	answer(...bodies);
	const finished = await runNode(sandbox, make(skip), people(US));

	expect(called()).toEqual([]);
	expect(finished.error?.message).toContain('did not answer with the whole list of leads');
	expect(sandbox.requestCounts()['GET /v1/leads']).toBeLessThanOrEqual(10);
});

test.each([
	['Mexico', '+5215512345678', '+525512345678'],
	['Argentina', '+541123456789', '+5491123456789'],
	['Brazil', '+551181234567', '+5511981234567'],
])(
	'a lead kept in the other spelling of a mobile number in %s is found',
	async (_, kept, number) => {
		await lead(kept, 'Unsubscribed');
		const finished = await runNode(sandbox, make(skip), people(number));

		expect(called()).toEqual([]);
		expect(jsonOf(finished)).toMatchObject([{ not_called_reason: 'unsubscribed' }]);
	},
);

test('a lead that TopCalls finds by either spelling is looked up, and called', async () => {
	answer(...[1, 2].map(() => ({ items: [leadOf('+5511981234567', 'New')], has_more: false })));
	await runNode(sandbox, make(skip), people('+5511981234567'));

	expect(called()).toEqual(['+5511981234567']);
});

test('other numbers have one spelling, and are looked up once', async () => {
	await runNode(sandbox, make(skip), people(US, GB));
	expect(sandbox.requestCounts()['GET /v1/leads']).toBe(2);
});
