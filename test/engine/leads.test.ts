import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { fictionalNumbers, FIRST_LIST } from '../../dev/sandbox';
import { useSandbox } from '../support/sandbox';
import { locator, runOperation } from './leadNode';

const sandbox = useSandbox({ speed: 0 });
const [PHONE = '', OTHER = ''] = fictionalNumbers(2);
const NATHAN = { name: 'Nathan', phoneNumber: PHONE, listId: FIRST_LIST.id };

const run = async (operation: string, parameters: INodeParameters = {}, items?: IDataObject[]) =>
	await runOperation(sandbox, ['lead', operation], parameters, { items });

async function create(parameters: INodeParameters = {}): Promise<string> {
	const { json } = await run('create', { ...NATHAN, ...parameters });
	return String(json[0]?.lead_id);
}

const byId = (id: string) => locator('id', id);
const lead = (index = 0) => sandbox.dashboard.leads()[index];

describe('Create', () => {
	test('makes a lead with all its fields, and says that it is new', async () => {
		const { json, error } = await run('create', {
			...NATHAN,
			phoneNumber: '020 7946 0958',
			additionalFields: {
				defaultCountry: 'GB',
				email: 'nathan@example.com',
				metadata: '{ "order": 7 }',
				notes: 'Asked for a call',
				status: 'Contacted',
				tags: 'vip, fair , vip',
			},
		});

		expect(error).toBeUndefined();
		expect(json).toEqual([
			expect.objectContaining({
				lead_id: lead()?.id,
				existed: false,
				name: 'Nathan',
				phone_number: '+442079460958',
				status: 'Contacted',
				email: 'nathan@example.com',
				metadata: { order: 7 },
				notes: 'Asked for a call',
				tags: ['vip', 'fair'],
				list_ids: [FIRST_LIST.id],
			}),
		]);
		expect(Object.keys(json[0] ?? {})[0]).toBe('lead_id');
	});

	test('a number that TopCalls knows is put on the list, and the output says that it existed', async () => {
		const id = await create();
		const list = sandbox.dashboard.createList('Fair');
		const { json } = await run('create', { ...NATHAN, name: 'Other', listId: list.id });

		expect(json).toEqual([expect.objectContaining({ lead_id: id, existed: true, name: 'Nathan' })]);
		expect(lead()?.listIds).toEqual([FIRST_LIST.id, list.id]);
	});

	test('tags and metadata may be a list and an object from an expression', async () => {
		await create({
			additionalFields: {
				tags: '={{ ["vip", "fair"] }}',
				metadata: '={{ ({ order: { id: 7 } }) }}',
			},
		});

		expect(lead()).toMatchObject({ tags: ['vip', 'fair'], metadata: { order: { id: 7 } } });
	});

	test('notes to append are dated by TopCalls; both kinds at once are refused', async () => {
		await create({ additionalFields: { notesAppend: 'First contact' } });
		const { error } = await run('create', {
			...NATHAN,
			additionalFields: { notes: 'one', notesAppend: 'other' },
		});

		expect(lead()?.notes).toMatch(/^\[.+\] First contact$/);
		expect(error?.message).toBe('Notes and Notes to Append are both set [item 0]');
	});

	test('a reply that was lost makes no second lead', async () => {
		sandbox.fault({ when: { method: 'POST' }, first: 1, do: 'cutAfter' });
		const id = await create();

		expect(sandbox.dashboard.leads().map((one) => one.id)).toEqual([id]);
	});

	test('a list that does not exist is reported', async () => {
		const { error } = await run('create', {
			...NATHAN,
			listId: '3c90c3cc-0d44-4b50-8888-8dd25736052a',
		});

		expect(error?.message).toContain('List');
		expect(error?.description).toContain('0 of 1 leads were created; not created: item 0');
	});
});

describe('Get', () => {
	test.each([
		['its ID', (id: string) => byId(id)],
		['the list', (id: string) => locator('list', id)],
		['its phone number', () => locator('phone', PHONE)],
		[
			'its phone number as people write it',
			() => locator('phone', ` ${PHONE.slice(0, 5)} ${PHONE.slice(5)} `),
		],
		['its phone number under By ID', () => byId(PHONE)],
		['a bare ID that an expression gives', (id: string) => `={{ "${id}" }}`],
	])('finds a lead by %s', async (_, leadId) => {
		const id = await create();
		const { json, error } = await run('get', { leadId: leadId(id) });

		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ lead_id: id, phone_number: PHONE })]);
	});

	test('without Simplify it outputs everything, its ID first', async () => {
		const id = await create();
		const { json } = await run('get', { leadId: byId(id), simplify: false });

		expect(Object.keys(json[0] ?? {})[0]).toBe('lead_id');
		expect(json).toEqual([
			expect.objectContaining({
				lead_id: id,
				id,
				account_id: expect.any(String),
				created_at: expect.any(String),
			}),
		]);
	});

	test.each(['..', '.', '../calls', 'a?b=1', 'https://x.example/1'])(
		'%s is not an ID, so nothing is requested or deleted',
		async (id) => {
			for (const operation of ['get', 'delete']) {
				const { error } = await run(operation, { leadId: byId(id) });
				expect(error?.message).toBe(`Lead “${id}” is not an ID [item 0]`);
			}
			expect(sandbox.requests()).toEqual([]);
		},
	);

	test('an ID is encoded, so that it leads to no other path', async () => {
		await run('get', { leadId: byId('a/b%2Fc') });

		expect(sandbox.requests().map(({ path }) => path)).toEqual(['/v1/leads/a%2Fb%252Fc']);
	});

	test('an object that is not a resource locator is refused', async () => {
		for (const value of [
			'={{ ({ id: "a" }) }}',
			'={{ ({ mode: "phone", id: 1 }) }}',
			'={{ ({ value: { id: 1 } }) }}',
		]) {
			const { error } = await run('get', { leadId: value });
			expect(error?.message).toMatch(/^Lead .+ \[item 0\]$/);
		}
		expect(sandbox.requests()).toEqual([]);
	});

	test('a number without a lead is reported in words', async () => {
		const { error } = await run('get', { leadId: locator('phone', PHONE) });

		expect(error?.message).toBe(`No lead has the phone number “${PHONE}” [item 0]`);
	});

	test('an unknown ID is reported', async () => {
		const id = '3c90c3cc-0d44-4b50-8888-8dd25736052a';
		const { error } = await run('get', { leadId: byId(id) });

		expect(error?.message).toBe('TopCalls did not find it: Lead not found [item 0]');
	});
});

describe('Get Many', () => {
	beforeEach(async () => {
		const list = sandbox.dashboard.createList('Fair');
		await create({ additionalFields: { tags: 'vip', status: 'Converted' } });
		await create({ phoneNumber: OTHER, listId: list.id });
	});

	test.each([
		['phone', () => ({ phone: PHONE })],
		['phone, as people write it', () => ({ phone: `${PHONE.slice(0, 3)} ${PHONE.slice(3)}` })],
		['list', () => ({ listId: FIRST_LIST.id })],
		['status', () => ({ status: 'Converted' })],
		['tag', () => ({ tag: 'vip' })],
	])('a filter by %s returns only matching leads', async (_, filters) => {
		const { json, error } = await run('getMany', { filters: filters() });

		expect(error).toBeUndefined();
		expect(json.map(({ phone_number }) => phone_number)).toEqual([PHONE]);
	});

	test('a filter that is empty is left out', async () => {
		const filters = { phone: '', listId: ' ', tag: '={{ $json.nothing }}' };
		const { json } = await run('getMany', { filters });

		expect(json).toHaveLength(2);
	});

	test('Limit and Return All walk through pages, each lead once', async () => {
		const leads = fictionalNumbers(452)
			.slice(2)
			.map((phone_number) => ({ phone_number }));
		await post('/v1/leads/bulk', { list_id: FIRST_LIST.id, leads });
		const all = await run('getMany', { returnAll: true });
		const some = await run('getMany', { limit: 250 });

		expect(new Set(all.json.map(({ lead_id }) => lead_id)).size).toBe(452);
		expect(all.json).toHaveLength(452);
		expect(some.json).toHaveLength(250);
		expect(Object.keys(some.json[0] ?? {})[0]).toBe('lead_id');
	});
});

describe('Update', () => {
	test('changes only what was set', async () => {
		const id = await create({
			additionalFields: { email: 'n@example.com', tags: 'vip', metadata: '{"a":1}' },
		});
		const { json, error } = await run('update', {
			leadId: byId(id),
			updateFields: {
				status: 'Unsubscribed',
				name: '',
				email: '',
				tags: '',
				notes: '',
				metadata: '{}',
			},
		});

		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ lead_id: id, status: 'Unsubscribed' })]);
		expect(lead()).toMatchObject({
			name: 'Nathan',
			email: 'n@example.com',
			tags: ['vip'],
			metadata: { a: 1 },
		});
	});

	test('every field can be changed, also of a lead that is given by its number', async () => {
		await create();
		const { json, error } = await run('update', {
			leadId: locator('phone', PHONE),
			updateFields: {
				defaultCountry: 'GB',
				email: 'other@example.com',
				metadata: '{ "a": 2 }',
				name: 'Other',
				notes: 'Called',
				phoneNumber: '020 7946 0958',
				status: 'Contacted',
				tags: ['one'],
			},
		});

		expect(error).toBeUndefined();
		expect(json).toEqual([
			expect.objectContaining({
				name: 'Other',
				email: 'other@example.com',
				notes: 'Called',
				phone_number: '+442079460958',
				status: 'Contacted',
				tags: ['one'],
				metadata: { a: 2 },
			}),
		]);
	});

	test('Fields to Clear empties email and notes', async () => {
		const id = await create({ additionalFields: { email: 'n@example.com', notes: 'old' } });
		await run('update', { leadId: byId(id), updateFields: { clearFields: ['email', 'notes'] } });

		expect(lead()).toMatchObject({ email: null, notes: null });
	});

	test('fields that exclude each other, and no fields at all, are refused', async () => {
		const id = await create();
		const update = async (updateFields: INodeParameters) =>
			(await run('update', { leadId: byId(id), updateFields })).error?.message;

		expect(await update({ notes: 'a', notesAppend: 'b' })).toContain('both set');
		expect(await update({ notes: 'a', clearFields: ['notes'] })).toContain('Fields to Clear');
		expect(await update({ notesAppend: 'a', clearFields: ['notes'] })).toContain('Fields to Clear');
		expect(await update({})).toContain('Update Fields is empty');
		expect(await update({ name: '', defaultCountry: 'GB' })).toContain('Update Fields is empty');
		expect(sandbox.requests()).toHaveLength(1);
	});

	test('a number of another lead is reported', async () => {
		const id = await create();
		await create({ phoneNumber: OTHER });
		const { error } = await run('update', {
			leadId: byId(id),
			updateFields: { phoneNumber: OTHER },
		});

		expect(error?.message).toContain(`Another lead has the phone number ${OTHER}`);
		expect(error?.description).toContain('0 of 1 leads were updated; not updated: item 0');
	});
});

describe('Delete', () => {
	test.each([204, 200] as const)(
		'deletes a lead altogether, answered with %s',
		async (deletedStatus) => {
			sandbox.configure({ deletedStatus });
			const id = await create();
			const { json, error } = await run('delete', { leadId: locator('phone', PHONE) });

			expect(error).toBeUndefined();
			expect(json).toEqual([{ deleted: true, lead_id: id }]);
			expect(sandbox.dashboard.leads()).toEqual([]);
		},
	);

	test('with a list, removes it from that one only', async () => {
		const id = await create();
		const list = sandbox.dashboard.createList('Fair');
		await create({ listId: list.id });
		const { json } = await run('delete', { leadId: byId(id), listId: list.id });

		expect(json).toEqual([{ deleted: true, lead_id: id }]);
		expect(lead()?.listIds).toEqual([FIRST_LIST.id]);
	});

	test.each(['={{ $json.nothing }}', '={{ "" }}', '= {{ $json.nothing }} '])(
		'with a list that its expression does not give, deletes nothing: %s',
		async (listId) => {
			const id = await create();
			const { error } = await run('delete', { leadId: byId(id), listId });

			expect(error?.message).toBe('List ID is empty [item 0]');
			expect(lead()?.listIds).toEqual([FIRST_LIST.id]);
		},
	);

	test('a web page with 404 does not mean that the lead is gone', async () => {
		const id = await create();
		sandbox.fault({ when: { method: 'DELETE' }, first: 1, do: 'cutBefore' });
		sandbox.fault({ when: { method: 'DELETE' }, do: { status: 404, body: '<html>' } });
		const { json, error } = await run('delete', { leadId: byId(id) });

		expect(json).toEqual([]);
		expect(error?.message).toContain('answered instead of TopCalls');
	});

	test('a lost reply is not a failure', async () => {
		const id = await create();
		sandbox.fault({ when: { method: 'DELETE' }, first: 1, do: 'cutAfter' });
		const { json, error } = await run('delete', { leadId: byId(id) });

		expect(error).toBeUndefined();
		expect(json).toEqual([{ deleted: true, lead_id: id }]);
	});
});

describe('a key without the scope', () => {
	test.each([
		['create', 'leads:write', { ...NATHAN }],
		['get', 'leads:read', { leadId: byId('a') }],
		['getMany', 'leads:read', {}],
		['update', 'leads:write', { leadId: byId('a'), updateFields: { name: 'b' } }],
		['delete', 'leads:write', { leadId: byId('a') }],
		['import', 'leads:write', { ...NATHAN }],
		['deleteMany', 'leads:write', { leadIds: 'a' }],
	])('%s names %s', async (operation, scope, parameters) => {
		sandbox.configure({ scopes: [] });
		const { error } = await run(operation, parameters as INodeParameters);

		expect(error?.description).toContain(`give the API key the scope ${scope}`);
	});

	test('a lead that is given by its number needs another scope, which is named', async () => {
		await create();
		sandbox.configure({ scopes: ['leads:write'] });
		const { error } = await run('delete', { leadId: locator('phone', PHONE) });

		expect(error?.message).toContain('not allowed to look leads up by phone number');
		expect(error?.description).toContain('leads:read');
		expect(sandbox.dashboard.leads()).toHaveLength(1);
	});
});

async function post(path: string, body: unknown): Promise<void> {
	const headers = { Authorization: `Bearer ${sandbox.apiKey}`, 'Content-Type': 'application/json' };
	await fetch(sandbox.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
}
