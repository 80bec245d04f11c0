import { fictionalNumbers, FIRST_LIST } from '../../../dev/sandbox';
import { Client } from '../../support/apiClient';
import { useSandbox } from '../../support/sandbox';

const NOBODY = '3c90c3cc-0d44-4b50-8888-8dd25736052a';

const sandbox = useSandbox({ speed: 0 });
const client = new Client(sandbox);

const rows = (count: number, from = 0) =>
	fictionalNumbers(from + count)
		.map((phone_number, row) => ({ phone_number, name: `Lead ${row}` }))
		.slice(from);

const send = async (leads: object[], more: object = {}) =>
	await client.post('/v1/leads/bulk', { list_id: FIRST_LIST.id, leads, ...more });

const remove = async (body: object) => await client.post('/v1/leads/bulk-delete', body);

describe('importing leads', () => {
	test('takes 2,000 at once, and no more', async () => {
		const reply = await send(rows(2_000));
		expect([reply.status, reply.json()]).toEqual([
			200,
			{
				success: true,
				inserted: 2_000,
				updated: 0,
				duplicates: 0,
				total_processed: 2_000,
				duration_ms: expect.any(Number),
			},
		]);
		expect((await send(rows(2_001))).status).toBe(400);
		expect((await send([])).status).toBe(400);
		expect(sandbox.counts().leads).toBe(2_000);
	});

	test('takes long notes of 2,000 leads', async () => {
		const notes = 'n'.repeat(2_000);
		expect((await send(rows(2_000).map((row) => ({ ...row, notes })))).status).toBe(200);
	});

	test('imports all or nothing, and names the row that is wrong', async () => {
		const wrong = [...rows(3), { phone_number: '0207 946 0101' }];
		const reply = await send(wrong);
		expect(reply.status).toBe(400);
		expect(reply.json().errors).toMatchObject([{ path: 'leads.3.phone_number' }]);
		expect(sandbox.counts().leads).toBe(0);
		expect((await send(rows(1), { list_id: NOBODY })).status).toBe(404);
		expect((await send(rows(1), { mode: 'replace' })).status).toBe(400);
	});

	test('merges into a known lead: notes appended, tags united, the rest only where it is given', async () => {
		const [row] = rows(1);
		await send([{ ...row!, notes: 'Old', tags: ['a'], metadata: { plan: 'A' } }]);
		const merged = { phone_number: row!.phone_number, notes: 'New', tags: ['a', 'b'] };
		const reply = await send([{ ...merged, metadata: { city: 'Rome' } }]);
		expect(reply.json()).toMatchObject({ inserted: 0, updated: 1, duplicates: 0 });
		expect(sandbox.dashboard.leads()).toMatchObject([
			{
				name: 'Lead 0',
				notes: `Old\n[${sandbox.now()}] New`,
				tags: ['a', 'b'],
				metadata: { plan: 'A', city: 'Rome' },
				status: 'New',
			},
		]);
	});

	test('leaves a known lead as it is in mode skip, and puts it on the list', async () => {
		await send(rows(1));
		const other = sandbox.dashboard.createList('Other');
		const again = rows(2).map((row) => ({ ...row, name: 'Changed', notes: 'New' }));
		const reply = await send(again, { mode: 'skip', list_id: other.id });
		expect(reply.json()).toMatchObject({ inserted: 1, updated: 0, duplicates: 1 });
		expect(sandbox.dashboard.leads()).toMatchObject([
			{ name: 'Lead 0', notes: null, listIds: [FIRST_LIST.id, other.id] },
			{ name: 'Changed', listIds: [other.id] },
		]);
	});

	test('counts a number that is twice in one import as a duplicate, in both modes', async () => {
		const [row] = rows(1);
		const twice = [row!, { ...row!, name: 'Second' }];
		expect((await send(twice)).json()).toMatchObject({ inserted: 1, updated: 0, duplicates: 1 });
		expect(sandbox.dashboard.leads()).toMatchObject([{ name: 'Second' }]);
		sandbox.reset();
		const skipped = await send(twice, { mode: 'skip' });
		expect(skipped.json()).toMatchObject({ inserted: 1, duplicates: 1, total_processed: 2 });
		expect(sandbox.dashboard.leads()).toMatchObject([{ name: 'Lead 0' }]);
	});
});

describe('deleting leads', () => {
	test('by ids names those that were not there', async () => {
		await send(rows(3));
		const [first] = sandbox.dashboard.leads();
		const reply = await remove({ ids: [first!.id, NOBODY] });
		expect([reply.status, reply.json()]).toEqual([
			200,
			{
				kind: 'sync',
				deleted: 1,
				skipped: 1,
				skipped_payload: [{ lead_id: NOBODY, reason: 'not_found' }],
			},
		]);
		expect(sandbox.counts().leads).toBe(2);
	});

	test('takes 1 to 500 ids', async () => {
		await send(rows(501));
		const ids = sandbox.dashboard.leads().map(({ id }) => id);
		expect((await remove({ ids })).status).toBe(400);
		expect((await remove({ ids: [] })).status).toBe(400);
		expect((await remove({ ids: ids.slice(1) })).json()).toMatchObject({ deleted: 500 });
	});

	test('by filter deletes 500 at once', async () => {
		await send(rows(500).map((row) => ({ ...row, tags: ['old'] })));
		await send(rows(1, 500));
		const reply = await remove({ filter: { tag: 'old' } });
		expect(reply.json()).toMatchObject({ kind: 'sync', deleted: 500, skipped: 0 });
		expect(sandbox.counts().leads).toBe(1);
	});

	test('by filter continues after the request for more than 500, in chunks of 1,000', async () => {
		await send(rows(2_000));
		await send(rows(201, 2_000));
		const reply = await remove({ filter: { list_id: FIRST_LIST.id } });
		expect([reply.status, reply.json()]).toEqual([
			202,
			{
				kind: 'async',
				job_id: expect.any(String),
				status: 'pending',
				total_leads: 2_201,
				chunks_total: 3,
			},
		]);
		expect(sandbox.counts().leads).toBe(2_201);
		sandbox.advance(1_000);
		expect(sandbox.counts().leads).toBe(1_201);
		sandbox.advance(2_000);
		await sandbox.waitFor('no delete job pending');
		expect(sandbox.dashboard.deleteJobs()).toMatchObject([{ status: 'completed', deleted: 2_201 }]);
	});

	test('deletes nothing for an empty or misspelled filter, for none, and for ids beside a filter', async () => {
		await send(rows(1));
		const { id } = sandbox.dashboard.leads()[0]!;
		const bodies = [
			{},
			{ filter: {} },
			{ filter: { list_id: FIRST_LIST.id, stauts: 'New' } },
			{ ids: [id], filter: { status: 'New' } },
			{ ids: [id, 'another'] },
		];
		for (const body of bodies) expect((await remove(body)).status).toBe(400);
		expect(sandbox.counts().leads).toBe(1);
	});
});
