import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { fictionalNumbers, FIRST_LIST, type FaultAction } from '../../dev/sandbox';
import { useSandbox } from '../support/sandbox';
import { locator, runOperation } from './leadNode';

const sandbox = useSandbox({ speed: 0 });
const NOTES = { additionalFields: { notes: 'Note' } };
const THREE_TRIES: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const BULK = { method: 'POST', path: '/v1/leads/bulk' };

const rows = (count: number) => fictionalNumbers(count).map((phone) => ({ phone }));

const importRows = async (
	items: IDataObject[],
	parameters: INodeParameters = {},
	more: Partial<INode> = {},
) =>
	await runOperation(
		sandbox,
		['lead', 'import'],
		{ listId: FIRST_LIST.id, phoneNumber: '={{ $json.phone }}', ...parameters },
		{ items, more },
	);

const posts = () => sandbox.requestCounts()['POST /v1/leads/bulk'] ?? 0;
const leads = () => sandbox.dashboard.leads();
const notesThatAreThereTwice = () =>
	leads().filter(({ notes }) => (notes ?? '').split('Note').length > 2).length;

/** Affects the second of several requests. */
const second = (action: FaultAction) => ({ when: BULK, every: 2, do: action });

const LOST: Array<[string, FaultAction]> = [
	['the connection is cut after it', 'cutAfter'],
	['a gateway answers in its place', 'html'],
	['half of the answer comes', 'truncated'],
	['HTTP 500 after it', { status: 500, after: true }],
];

describe.each(LOST)('Import, %s', (_, action) => {
	test('with Merge and notes nothing is repeated, and the error says which rows may have been imported', async () => {
		sandbox.fault(second(action));
		const { error } = await importRows(rows(6_000), NOTES);

		expect(posts()).toBe(3);
		expect(error?.description).toContain(
			'4000 of 6000 leads were imported (items 0–1999, 4000–5999); may have been imported: items 2000–3999.',
		);
		expect(error?.context?.data).toEqual({
			done: '0–1999, 4000–5999',
			unknown: '2000–3999',
			not_done: '',
		});
		expect(leads()).toHaveLength(6_000);
		expect(notesThatAreThereTwice()).toBe(0);
	}, 60_000);

	test('Retry On Fail neither appends a note twice nor imports rows again', async () => {
		sandbox.fault(second(action));
		const { error } = await importRows(rows(4_000), NOTES, THREE_TRIES);

		expect(posts()).toBe(2);
		expect(error?.description).toContain(
			'2000 of 4000 leads were imported (items 0–1999); may have been imported: items 2000–3999.',
		);
		expect(notesThatAreThereTwice()).toBe(0);
	}, 60_000);

	test.each([
		['with Skip', { ...NOTES, importMode: 'skip' }],
		['without notes', {}],
	])('%s it is repeated, and each lead is there once', async (__, parameters) => {
		sandbox.fault({ when: BULK, first: 1, do: action });
		const { error, json } = await importRows(rows(10), parameters);

		expect(error).toBeUndefined();
		expect(posts()).toBe(2);
		expect(json).toEqual([expect.objectContaining({ total_processed: 10 })]);
		expect(leads()).toHaveLength(10);
		expect(notesThatAreThereTwice()).toBe(0);
	});
});

describe('Import', () => {
	test('rows without notes are repeated by Retry On Fail although others of their batch are not', async () => {
		sandbox.fault({ when: BULK, first: 1, do: 'cutAfter' });
		const items = rows(10).map((row, index) => ({ ...row, note: index < 5 ? 'Note' : '' }));
		const notes = { additionalFields: { notes: '={{ $json.note }}' } };
		const { error } = await importRows(items, notes, THREE_TRIES);

		expect(error?.description).toContain(
			'5 of 10 leads were imported (items 5–9); may have been imported: items 0–4.',
		);
		expect(posts()).toBe(2);
		expect(notesThatAreThereTwice()).toBe(0);
	});

	test('a rate limit in the middle only takes time', async () => {
		const once = { status: 429, headers: { 'Retry-After': '1' } };
		sandbox.fault({ when: BULK, every: 2, do: once });
		const { error, json } = await importRows(rows(6_000), NOTES);

		expect(error).toBeUndefined();
		expect(json).toHaveLength(3);
		expect(leads()).toHaveLength(6_000);
		expect(notesThatAreThereTwice()).toBe(0);
	}, 60_000);

	test('a connection that is cut before the request counts as lost, and rows that were not imported are not reported as done', async () => {
		sandbox.fault(second('cutBefore'));
		const { error } = await importRows(rows(4_000), NOTES);

		expect(error?.description).toContain('may have been imported: items 2000–3999');
		expect(leads()).toHaveLength(2_000);
	}, 60_000);

	test.each([
		['402', { status: 402 }],
		[
			'403',
			{
				status: 403,
				headers: { 'content-type': 'application/problem+json' },
				body: { title: 'Forbidden', status: 403 },
			},
		],
	] as Array<[string, FaultAction]>)(
		'HTTP %s in the middle stops it, and the error says what was imported and what was not',
		async (_, action) => {
			sandbox.fault(second(action));
			const { error } = await importRows(rows(6_000), NOTES);

			expect(posts()).toBe(2);
			expect(error?.description).toContain(
				'2000 of 6000 leads were imported (items 0–1999); not imported: items 2000–5999.',
			);
			expect(leads()).toHaveLength(2_000);
		},
		60_000,
	);

	test('then Retry On Fail continues where it stopped, paired with all rows', async () => {
		sandbox.fault({ when: BULK, every: 2, do: { status: 402 } });
		const { error, itemsOf } = await importRows(rows(4_000), NOTES, THREE_TRIES);

		expect(error).toBeUndefined();
		expect(posts()).toBe(3);
		expect(itemsOf('TopCalls').map(({ pairedItem }) => (pairedItem as unknown[]).length)).toEqual([
			2_000, 2_000,
		]);
		expect(leads()).toHaveLength(4_000);
		expect(notesThatAreThereTwice()).toBe(0);
	}, 60_000);

	test('with Continue a duplicate is not imported by a later attempt either', async () => {
		const items = [...rows(1), ...rows(1)];
		await importRows(items, NOTES, { ...THREE_TRIES, onError: 'continueRegularOutput' });

		expect(posts()).toBe(1);
		expect(notesThatAreThereTwice()).toBe(0);
	});
});

describe('Update', () => {
	const update = async (updateFields: INodeParameters, more: Partial<INode> = {}) => {
		const [lead] = leads();
		const leadId = locator('id', String(lead?.id));
		return await runOperation(sandbox, ['lead', 'update'], { leadId, updateFields }, { more });
	};

	beforeEach(async () => void (await importRows(rows(1))));

	test.each(LOST)('a note is appended at most once when %s', async (_, action) => {
		sandbox.fault({ when: { method: 'PATCH' }, first: 1, do: action });
		const { error } = await update({ notesAppend: 'Note' }, THREE_TRIES);

		expect(error?.description).toContain(
			'0 of 1 leads were updated; may have been updated: item 0.',
		);
		expect(leads()[0]?.notes).toMatch(/^\[.+\] Note$/);
	});

	test('other fields are simply set again', async () => {
		sandbox.fault({ when: { method: 'PATCH' }, first: 1, do: 'cutAfter' });
		const { error, json } = await update({ status: 'Contacted', notes: 'Note' });

		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ status: 'Contacted', notes: 'Note' })]);
	});

	test('a refused note is appended by the next attempt', async () => {
		sandbox.fault({ when: { method: 'PATCH' }, first: 1, do: { status: 402 } });
		const { error } = await update({ notesAppend: 'Note' }, THREE_TRIES);

		expect(error).toBeUndefined();
		expect(leads()[0]?.notes).toMatch(/^\[.+\] Note$/);
	});
});

describe('Create', () => {
	test.each(LOST)('makes one lead when %s', async (_, action) => {
		sandbox.fault({ when: { method: 'POST' }, first: 1, do: action });
		const [phoneNumber = ''] = fictionalNumbers(1);
		const parameters = { name: 'Nathan', phoneNumber, listId: FIRST_LIST.id, ...NOTES };
		const { error } = await runOperation(sandbox, ['lead', 'create'], parameters, {
			more: THREE_TRIES,
		});

		expect(error).toBeUndefined();
		expect(leads()).toHaveLength(1);
		expect(notesThatAreThereTwice()).toBe(0);
	});
});
