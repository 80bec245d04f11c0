import type { INodeParameters } from 'n8n-workflow';

import { FIRST_LIST, fictionalNumbers, type FaultAction } from '../../dev/sandbox';
import { useSandbox } from '../support/sandbox';
import { locator, runOperation } from './leadNode';

const sandbox = useSandbox({ speed: 0 });
const [ADA = '', BOB = ''] = fictionalNumbers(2);

const OPERATIONS: Array<[string, INodeParameters]> = [
	['delete', {}],
	['update', { updateFields: { notesAppend: 'Called' } }],
	['get', {}],
];
const run = async (operation: string, parameters: INodeParameters) =>
	await runOperation(sandbox, ['lead', operation], {
		leadId: locator('phone', ADA),
		...parameters,
	});
const create = async (name: string, phoneNumber: string) => {
	const parameters = { name, phoneNumber, listId: FIRST_LIST.id };
	const { json } = await runOperation(sandbox, ['lead', 'create'], parameters);
	return { id: String(json[0]?.lead_id), name, phone_number: phoneNumber, status: 'New', tags: [] };
};
const answer = (action: FaultAction) =>
	sandbox.fault({ when: { method: 'GET', path: '/v1/leads' }, do: action });
const leads = () => sandbox.dashboard.leads().map(({ name, notes }) => [name, notes ?? '']);

describe.each(OPERATIONS)('Lead › %s by phone number', (operation, parameters) => {
	test('does nothing to another lead that TopCalls answers with', async () => {
		const bob = await create('Bob', BOB);
		answer({ status: 200, body: { items: [bob], has_more: false } });
		const { error } = await run(operation, parameters);

		expect(error?.message).toContain(`No lead has the phone number “${ADA}”`);
		expect(leads()).toEqual([['Bob', '']]);
	});

	test('finds the lead among others, also on a later page', async () => {
		const bob = await create('Bob', BOB);
		const ada = await create('Ada', ADA);
		const first = { items: [bob], has_more: true, next_cursor: 'n' };
		sandbox.fault({
			when: { method: 'GET', path: '/v1/leads' },
			first: 1,
			do: { status: 200, body: first },
		});
		answer({ status: 200, body: { items: [bob, ada], has_more: false } });
		const { json, error } = await run(operation, parameters);

		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ lead_id: ada.id }]);
		expect(leads()).toContainEqual(['Bob', '']);
	});

	test('does nothing where two leads have the number', async () => {
		const ada = await create('Ada', ADA);
		const twin = { ...ada, id: '3c90c3cc-0d44-4b50-8888-8dd25736052a' };
		answer({ status: 200, body: { items: [ada, twin, ada], has_more: false } });
		const { error } = await run(operation, parameters);

		expect(error?.message).toContain(`2 leads have the phone number “${ADA}”`);
		expect(error?.message).toContain(twin.id);
		expect(leads()).toEqual([['Ada', '']]);
	});

	test('after a lookup without an answer nothing counts as changed', async () => {
		await create('Ada', ADA);
		answer({ status: 200, body: { unknown: true } });
		const { error } = await run(operation, parameters);

		expect(error?.message).toContain('Could not look the lead up by phone number');
		expect(error?.description).not.toContain('may have been');
		expect(leads()).toEqual([['Ada', '']]);
	});
});
