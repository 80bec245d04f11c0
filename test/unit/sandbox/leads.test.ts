import { FIRST_LIST } from '../../../dev/sandbox';
import { Client } from '../../support/apiClient';
import { useSandbox } from '../../support/sandbox';
import { ADA, LeadApi } from './leadApi';

const NOBODY = '3c90c3cc-0d44-4b50-8888-8dd25736052a';
const sandbox = useSandbox({ speed: 0 });
const client = new Client(sandbox);

const { create, createdId, list } = new LeadApi(client);
const path = (errors: unknown) => (errors as Array<{ path: string }>).map((error) => error.path);

describe('creating a lead', () => {
	test('answers 201 with the whole lead and existed: false', async () => {
		const reply = await create({
			email: 'ada@example.com',
			tags: ['vip'],
			metadata: { plan: 'A' },
		});
		expect(reply.status).toBe(201);
		expect(reply.json()).toEqual({
			id: expect.stringMatching(/^[0-9a-f-]{36}$/),
			account_id: expect.any(String),
			name: 'Ada',
			phone_number: '+442079460101',
			email: 'ada@example.com',
			status: 'New',
			notes: null,
			tags: ['vip'],
			metadata: { plan: 'A' },
			list_ids: [FIRST_LIST.id],
			converted_at: null,
			created_at: sandbox.now(),
			updated_at: sandbox.now(),
			existed: false,
		});
	});

	test('of a known number answers 200 and only attaches it to the list', async () => {
		const id = await createdId({ notes: 'First' });
		const other = sandbox.dashboard.createList('Other');
		const again = await create({
			name: 'Eva',
			list_id: other.id,
			notes_append: 'Second',
			status: 'Converted',
		});
		expect(again.status).toBe(200);
		expect(again.json()).toMatchObject({
			id,
			name: 'Ada',
			notes: 'First',
			status: 'New',
			list_ids: [FIRST_LIST.id, other.id],
			existed: true,
		});
		expect((await create()).json()).toMatchObject({ list_ids: [FIRST_LIST.id, other.id] });
	});

	test('names each field that is wrong', async () => {
		const reply = await client.post('/v1/leads', {
			name: '',
			phone_number: '+1234567',
			list_id: 'website',
			status: 'new',
		});
		expect(reply.status).toBe(400);
		expect(path(reply.json().errors)).toEqual(['name', 'phone_number', 'list_id', 'status']);
		expect(sandbox.counts().leads).toBe(0);
	});

	test('answers 404 with the field for a list that does not exist', async () => {
		const reply = await create({ list_id: NOBODY });
		expect([reply.status, path(reply.json().errors)]).toEqual([404, ['list_id']]);
	});

	test('refuses unknown fields when it is set to', async () => {
		expect((await create({ phone: '1' })).status).toBe(201);
		sandbox.configure({ rejectUnknownFields: true });
		expect((await create({ phone: '1' })).status).toBe(400);
	});
});

describe('a lead', () => {
	test('is got by id, with null or nothing for what it has not; another id is 404', async () => {
		const id = await createdId();
		expect((await client.get(`/v1/leads/${id}`)).json()).toMatchObject({ id, name: 'Ada' });
		expect((await client.get(`/v1/leads/${id}`)).json()).toHaveProperty('email', null);
		sandbox.configure({ emptyLeadFields: 'absent' });
		expect((await client.get(`/v1/leads/${id}`)).json()).not.toHaveProperty('email');
		expect((await client.get(`/v1/leads/${NOBODY}`)).status).toBe(404);
	});

	test('is changed only where the body says so; null clears email and notes', async () => {
		const id = await createdId({ email: 'ada@example.com', notes: 'Old', tags: ['a'] });
		sandbox.advance(1_000);
		const change = async (body: object) => (await client.patch(`/v1/leads/${id}`, body)).json();
		expect(await change({ tags: ['b'] })).toMatchObject({
			email: 'ada@example.com',
			notes: 'Old',
			tags: ['b'],
			updated_at: sandbox.now(),
		});
		expect(await change({ email: null, notes: null })).toMatchObject({ email: null, notes: null });
		expect(await change({ status: 'Converted' })).toMatchObject({ converted_at: sandbox.now() });
	});

	test('gets a note appended each time one is sent', async () => {
		const id = await createdId({ notes: 'Old' });
		const append = async () =>
			(await client.patch(`/v1/leads/${id}`, { notes_append: 'Called' })).json();
		await append();
		const line = `[${sandbox.now()}] Called`;
		expect(await append()).toMatchObject({ notes: `Old\n${line}\n${line}` });
	});

	test('is not changed by a body without a field, with both kinds of notes, or with an empty name', async () => {
		const id = await createdId();
		for (const body of [{}, { notes: 'a', notes_append: 'b' }, { name: '' }, { name: null }]) {
			expect((await client.patch(`/v1/leads/${id}`, body)).status).toBe(400);
		}
	});

	test('cannot take the number of another lead', async () => {
		await createdId({ phone_number: '+442079460102' });
		const id = await createdId();
		const change = async (number: string) =>
			(await client.patch(`/v1/leads/${id}`, { phone_number: number })).status;
		expect(await change('+442079460102')).toBe(409);
		expect(await change('+442079460103')).toBe(200);
		expect((await list({ phone: '+442079460103' })).items).toMatchObject([{ id }]);
		expect((await create()).status).toBe(201);
	});

	test('is deleted for good, with no body or with one', async () => {
		const remove = async () => await client.delete(`/v1/leads/${await createdId()}`);
		const reply = await remove();
		expect([reply.status, reply.text]).toEqual([204, '']);
		sandbox.configure({ deletedStatus: 200 });
		expect((await remove()).json()).toEqual({ ok: true });
		expect(sandbox.counts().leads).toBe(0);
		expect((await client.delete(`/v1/leads/${NOBODY}`)).status).toBe(404);
	});

	test('is taken off one list, and deleted with its last', async () => {
		const other = sandbox.dashboard.createList('Other');
		const id = await createdId();
		await create({ list_id: other.id });
		const takeOff = async (listId: string) =>
			(await client.delete(`/v1/leads/${id}?list_id=${listId}`)).status;
		expect(await takeOff(NOBODY)).toBe(404);
		expect(await takeOff('other')).toBe(400);
		expect(await takeOff(FIRST_LIST.id)).toBe(204);
		expect((await client.get(`/v1/leads/${id}`)).json()).toMatchObject({ list_ids: [other.id] });
		expect(await takeOff(other.id)).toBe(204);
		expect((await client.get(`/v1/leads/${id}`)).status).toBe(404);
	});
});

describe('keys and faults', () => {
	test('want leads:read for reading and leads:write for the rest', async () => {
		const id = await createdId();
		sandbox.configure({ scopes: ['leads:read'] });
		expect((await client.get('/v1/leads')).status).toBe(200);
		const refused = [
			await create(),
			await client.patch(`/v1/leads/${id}`, { name: 'Eva' }),
			await client.delete(`/v1/leads/${id}`),
			await client.post('/v1/leads/bulk', {}),
			await client.post('/v1/leads/bulk-delete', {}),
		];
		expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
		expect(refused[0]!.json().detail).toContain('leads:write');
		sandbox.configure({ scopes: ['leads:write'] });
		expect((await client.get('/v1/leads')).status).toBe(403);
	});

	test('strike leads by the number they are about, created or named by the route', async () => {
		const id = await createdId();
		sandbox.fault({ when: { number: ADA.phone_number, path: '/v1/leads/*' }, do: 'cutAfter' });
		await expect(client.patch(`/v1/leads/${id}`, { name: 'Eva' })).rejects.toThrow();
		expect(sandbox.dashboard.leads()).toMatchObject([{ name: 'Eva' }]);
		expect((await create({ phone_number: '+442079460102' })).status).toBe(201);
	});
});
