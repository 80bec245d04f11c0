import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { fictionalNumbers, FIRST_LIST } from '../../dev/sandbox';
import { useSandbox } from '../support/sandbox';
import { runOperation } from './leadNode';

const sandbox = useSandbox({ speed: 0 });
const TABLE = {
	listId: FIRST_LIST.id,
	phoneNumber: '={{ $json.phone }}',
	name: '={{ $json.name }}',
};

const importRows = async (
	rows: IDataObject[],
	parameters: INodeParameters = {},
	more: Partial<INode> = {},
) =>
	await runOperation(
		sandbox,
		['lead', 'import'],
		{ ...TABLE, ...parameters },
		{ items: rows, more },
	);

const deleteMany = async (parameters: INodeParameters, items: IDataObject[] = [{}]) =>
	await runOperation(sandbox, ['lead', 'deleteMany'], parameters, { items });

const rowsOf = (count: number) =>
	fictionalNumbers(count).map((phone, index) => ({ phone, name: `Lead ${index}` }));

const CONTINUE: Partial<INode> = { onError: 'continueRegularOutput' };
const posts = () => sandbox.requestCounts()['POST /v1/leads/bulk'] ?? 0;
const pairedWith = (item: { pairedItem?: unknown }) =>
	(item.pairedItem as Array<{ item: number }>).map((paired) => paired.item);

describe('Import', () => {
	test('10,000 rows are sent in 5 requests, each of which becomes an item with its counts, paired with its rows', async () => {
		const { json, itemsOf, error } = await importRows(rowsOf(10_000));

		expect(error).toBeUndefined();
		expect(posts()).toBe(5);
		expect(json).toEqual(
			Array(5).fill(
				expect.objectContaining({
					success: true,
					inserted: 2_000,
					updated: 0,
					duplicates: 0,
					total_processed: 2_000,
				}),
			),
		);
		const paired = itemsOf('TopCalls').map(pairedWith);
		expect(paired.map((items) => [items[0], items.at(-1), items.length])).toEqual(
			[0, 1, 2, 3, 4].map((batch) => [batch * 2_000, batch * 2_000 + 1_999, 2_000]),
		);
		expect(sandbox.dashboard.leads()).toHaveLength(10_000);
	}, 60_000);

	test('each row is imported with its own fields', async () => {
		await importRows(
			[{ phone: '(201) 555-0100', name: 'Nathan', plan: 'gold' }, { phone: '+12015550101' }],
			{
				additionalFields: {
					defaultCountry: 'US',
					email: '={{ $json.name ? "n@example.com" : "" }}',
					metadata: '={{ ({ plan: $json.plan }) }}',
					notes: '={{ $json.name ? "Asked" : "" }}',
					status: 'Contacted',
					tags: '={{ ["fair", "vip"] }}',
				},
			},
		);

		expect(sandbox.dashboard.leads()).toEqual([
			expect.objectContaining({
				name: 'Nathan',
				phoneNumber: '+12015550100',
				email: 'n@example.com',
				metadata: { plan: 'gold' },
				notes: 'Asked',
				status: 'Contacted',
				tags: ['fair', 'vip'],
			}),
			expect.objectContaining({ name: '', phoneNumber: '+12015550101', email: null, notes: null }),
		]);
	});

	test('Merge updates leads that exist, Skip leaves them as they are', async () => {
		const notes = { additionalFields: { notes: 'Note' } };
		await importRows([{ phone: '+12015550100', name: 'Old' }], notes);
		const skipped = await importRows([{ phone: '+12015550100', name: 'New' }], {
			...notes,
			importMode: 'skip',
		});
		const afterSkip = sandbox.dashboard.leads()[0];
		const merged = await importRows([{ phone: '+12015550100', name: 'New' }], notes);

		expect(skipped.json).toEqual([expect.objectContaining({ inserted: 0, duplicates: 1 })]);
		expect(afterSkip).toMatchObject({ name: 'Old', notes: 'Note' });
		expect(merged.json).toEqual([expect.objectContaining({ inserted: 0, updated: 1 })]);
		expect(sandbox.dashboard.leads()[0]).toMatchObject({
			name: 'New',
			notes: expect.stringMatching(/^Note\n\[.+\] Note$/),
		});
	});

	test('rows for different lists are sent in different requests', async () => {
		const other = sandbox.dashboard.createList('Fair');
		const rows = rowsOf(6).map((row, index) => ({
			...row,
			list: index % 2 ? other.id : FIRST_LIST.id,
		}));
		const { itemsOf } = await importRows(rows, { listId: '={{ $json.list }}' });

		expect(itemsOf('TopCalls').map(pairedWith)).toEqual([
			[0, 2, 4],
			[1, 3, 5],
		]);
		expect(sandbox.dashboard.leads().map(({ listIds }) => listIds)).toEqual(
			expect.arrayContaining([[FIRST_LIST.id], [other.id]]),
		);
	});

	test('all rows are checked before the first is sent, and the bad ones are named', async () => {
		const rows = rowsOf(5_000);
		for (let index = 100; index < 5_000; index += 100) rows[index] = { phone: '12', name: 'Bad' };
		const { error } = await importRows(rows);

		expect(sandbox.requests()).toEqual([]);
		expect(error?.message).toMatch(/^Phone Number .+ \[item 100\]$/);
		expect(error?.description).toContain(
			'Also check: items 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1100 and 38 more.',
		);
		expect(error?.description).toContain('Nothing was sent to TopCalls.');
	}, 30_000);

	test('a number that is in the input twice is reported, in any notation', async () => {
		const rows = [{ phone: '+12015550100' }, { phone: '+1 (201) 555-0100' }];
		const { error } = await importRows(rows);

		expect(error?.message).toBe('Phone Number +12015550100 is already in item 0 [item 1]');
		expect(sandbox.requests()).toEqual([]);
	});

	test('with Continue the good rows are imported, and each bad one becomes an error item', async () => {
		const rows = [
			{ phone: '+12015550100' },
			{ phone: '12' },
			{ phone: '+12015550100' },
			{ phone: '+12015550101' },
		];
		const { json, itemsOf } = await importRows(rows, {}, CONTINUE);

		expect(json[0]).toMatchObject({ inserted: 2 });
		expect(pairedWith(itemsOf('TopCalls')[0] ?? {})).toEqual([0, 3]);
		expect(json.slice(1)).toEqual([
			expect.objectContaining({ error: expect.stringContaining('Phone Number') }),
			expect.objectContaining({ error: expect.stringContaining('already in item 0') }),
		]);
		expect(posts()).toBe(1);
	});

	test('a lead needs nine digits, which is checked before anything is sent', async () => {
		const { error } = await importRows([{ phone: '+2906123' }]);

		expect(error?.message).toMatch(/^Phone Number /);
		expect(sandbox.requests()).toEqual([]);
	});
});

describe('Delete Many', () => {
	async function leads(count: number): Promise<string[]> {
		await importRows(rowsOf(count), { additionalFields: { tags: 'old' } });
		return sandbox.dashboard.leads().map(({ id }) => id);
	}

	test('deletes by ID, 500 in a request', async () => {
		const ids = await leads(1_201);
		const { json, itemsOf, error } = await deleteMany(
			{ leadIds: '={{ $json.lead_id }}' },
			ids.slice(0, 1_200).map((lead_id) => ({ lead_id })),
		);

		expect(error).toBeUndefined();
		expect(sandbox.requestCounts()['POST /v1/leads/bulk-delete']).toBe(3);
		expect(json.map(({ kind, deleted }) => [kind, deleted])).toEqual([
			['sync', 500],
			['sync', 500],
			['sync', 200],
		]);
		expect(itemsOf('TopCalls').map((item) => pairedWith(item).length)).toEqual([500, 500, 200]);
		expect(sandbox.dashboard.leads().map(({ id }) => id)).toEqual(ids.slice(1_200));
	});

	test('an item may hold several IDs, as text or as a list; leads that no longer exist are reported', async () => {
		const [one = '', two = '', three = ''] = await leads(3);
		const gone = '3c90c3cc-0d44-4b50-8888-8dd25736052a';
		const { json } = await deleteMany({ leadIds: '={{ $json.ids }}' }, [
			{ ids: `${one}, ${gone}` },
			{ ids: [two, three, one] },
		]);

		expect(json).toEqual([
			expect.objectContaining({
				deleted: 3,
				skipped: 1,
				skipped_payload: [{ lead_id: gone, reason: 'not_found' }],
			}),
		]);
	});

	test.each([
		['tag', { tag: 'old' }],
		['list', { listId: FIRST_LIST.id }],
		['status', { status: 'New' }],
	])('deletes by %s', async (_, leadFilter) => {
		await leads(3);
		const { json } = await deleteMany({ deleteBy: 'filter', leadFilter });

		expect(json).toEqual([expect.objectContaining({ kind: 'sync', deleted: 3 })]);
		expect(sandbox.dashboard.leads()).toEqual([]);
	});

	test('a deletion that continues at TopCalls is output as a job with its ID', async () => {
		await leads(501);
		const { json } = await deleteMany({ deleteBy: 'filter', leadFilter: { tag: 'old' } });

		expect(json).toEqual([
			{
				kind: 'async',
				job_id: sandbox.dashboard.deleteJobs()[0]?.id,
				status: 'pending',
				total_leads: 501,
				chunks_total: 1,
				deleted: null,
			},
		]);
	});

	test.each([
		[{}, 'Filter'],
		[{ tag: '' }, 'Filter'],
		[{ listId: '={{ $json.nothing }}' }, 'Filter'],
		[{ tag: ' ', status: 'New' }, 'Tag'],
		[{ listId: FIRST_LIST.id, tag: '={{ $json.nothing }}' }, 'Tag'],
		[{ listId: FIRST_LIST.id, status: '' }, 'Status'],
	])(
		'a filter or condition that is empty is refused, as it would match more leads: %j',
		async (leadFilter, empty) => {
			await leads(1);
			const { error } = await deleteMany({ deleteBy: 'filter', leadFilter });

			expect(error?.message).toBe(`${empty} is empty [item 0]`);
			expect(sandbox.dashboard.leads()).toHaveLength(1);
		},
	);
});
