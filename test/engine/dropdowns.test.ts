import { LoadOptionsContext } from 'n8n-core';
import {
	type INode,
	type INodeParameters,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { TopCallsPollingTrigger } from '../../nodes/TopCallsPollingTrigger/TopCallsPollingTrigger.node';
import { TopCalls } from '../../nodes/TopCalls/TopCalls.node';
import { FIRST_CAMPAIGN_ID, FIRST_LIST, fictionalNumbers } from '../../dev/sandbox';
import { VOICES } from '../../dev/sandbox/http/catalog';
import { OneCredential } from './credentials';
import { runOperation } from './leadNode';
import { credentialOf } from './runNode';
import { Client } from '../support/apiClient';
import { useSandbox } from '../support/sandbox';
import { makeNode } from '../../dev/environment/workflow';
import { workflowOfNode } from './workflowOfNode';

const sandbox = useSandbox({ speed: 0 });

type Method = keyof TopCalls['methods']['listSearch'];

/** Opens a dropdown of the node, as the editor does while nothing runs. */
async function open(
	method: Method,
	parameters: INodeParameters = {},
	filter?: string,
	credential = credentialOf(sandbox),
) {
	const node: INode = makeNode(parameters);
	const workflow = workflowOfNode(node);
	const additionalData = {
		credentialsHelper: new OneCredential(credential),
		currentNodeParameters: node.parameters,
	} as unknown as IWorkflowExecuteAdditionalData;
	const context = new LoadOptionsContext(workflow, node, additionalData, 'parameters.voice');
	return (await new TopCalls().methods.listSearch[method].call(context, filter)).results;
}

const ids = (results: Array<{ value: unknown }>) => results.map(({ value }) => value);

const voicesOf = (mode: string) =>
	VOICES.filter((voice) => voice.mode === mode)
		.map(({ id }) => id)
		.sort();

test.each(['realtime', 'legacy'])(
	'voices follow the mode %s, in the order of names',
	async (mode) => {
		expect(ids(await open('searchVoices', { mode }))).toEqual(voicesOf(mode));
	},
);

test('with a mode that is only known in the execution, all voices can be chosen', async () => {
	const found = await open('searchVoices', { mode: '={{ $json.mode }}' });

	expect(found).toHaveLength(VOICES.length);
});

test('models follow the mode too', async () => {
	expect(await open('searchModels', { mode: 'realtime' })).toEqual([
		{ name: 'GPT Realtime Mini', value: 'gpt-realtime-mini-2025-12-15' },
	]);
});

test('the text in the search box filters the list', async () => {
	expect(await open('searchVoices', { mode: 'legacy' }, 'BEL')).toEqual([
		{ name: 'Bella', value: 'bella' },
	]);
	expect(await open('searchVoices', { mode: 'legacy' }, 'nobody')).toEqual([]);
});

test('a list of bare IDs can be chosen from', async () => {
	sandbox.configure({ listShape: 'strings' });

	expect(await open('searchModels', { mode: 'legacy' }, '4o')).toEqual([
		{ name: 'gpt-4o', value: 'gpt-4o' },
	]);
});

test('a wrong key is reported in the dropdown, with how to fix it and without the key', async () => {
	const credential = { ...credentialOf(sandbox), apiKey: 'tc_live_wrong' };
	const refusal = open('searchVoices', {}, undefined, credential);

	await expect(refusal).rejects.toMatchObject({
		message: 'TopCalls does not accept the API key',
		description: expect.stringContaining('paste the API key again'),
	});
	await expect(refusal).rejects.toMatchObject({
		description: expect.not.stringContaining('tc_live_wrong'),
	});
});

test('an answer that is not a list is reported instead of an empty dropdown', async () => {
	sandbox.fault({ when: { path: '/v1/models' }, do: { status: 200, body: { hello: 'there' } } });

	await expect(open('searchModels')).rejects.toThrow(
		'TopCalls answered with a list of unknown form',
	);
});

describe('campaigns, leads and numbers', () => {
	const names = (results: Array<{ name: string }>) => results.map(({ name }) => name);

	beforeEach(async () => {
		sandbox.dashboard.createCampaign({ name: 'Trade fair' });
		for (const [name, phoneNumber] of [
			['Nathan Smith', '+12015550100'],
			['Ada Jones', '+12015550142'],
		]) {
			const listId = FIRST_LIST.id;
			await runOperation(sandbox, ['lead', 'create'], { name, phoneNumber, listId } as never);
		}
	});

	test.each(['array', 'data', 'items', 'named'] as const)(
		'campaigns are listed with their status and can be searched, answered as %s',
		async (listEnvelope) => {
			sandbox.configure({ listEnvelope, campaignFields: 'long' });

			expect(names(await open('searchCampaigns'))).toEqual([
				'Trade fair (draft)',
				'Website follow-up (draft)',
			]);
			expect(await open('searchCampaigns', {}, 'FOLLOW web')).toEqual([
				{ name: 'Website follow-up (draft)', value: FIRST_CAMPAIGN_ID },
			]);
		},
	);

	test('the polling trigger offers the same campaigns', () => {
		expect(new TopCallsPollingTrigger().methods.listSearch.searchCampaigns).toBe(
			new TopCalls().methods.listSearch.searchCampaigns,
		);
	});

	test.each(['nathan', 'smith NATHAN', '+1 201 555 0100', '(201) 555-0100', '0100'])(
		'a lead is found by %s',
		async (filter) => {
			const found = await open('searchLeads', {}, filter);

			expect(names(found)).toEqual(['Nathan Smith – +12015550100']);
			expect(ids(found)).toEqual([sandbox.dashboard.leads()[0]?.id]);
		},
	);

	test('a lead far down the list is found by its number with one request', async () => {
		const rows = fictionalNumbers(1_500, 1_000).map((phone) => ({ phone }));
		const table = { listId: FIRST_LIST.id, phoneNumber: '={{ $json.phone }}' };
		await runOperation(sandbox, ['lead', 'import'], table, { items: rows });
		const before = sandbox.requests().length;

		expect(names(await open('searchLeads', {}, '+12015550100'))).toHaveLength(1);
		expect(sandbox.requests()).toHaveLength(before + 1);
	});

	test('From Number offers active numbers, as numbers', async () => {
		sandbox.dashboard.addPhoneNumber({ number: '+14155550151', status: null });

		expect(ids(await open('searchFromNumbers'))).toEqual(['+14155550151', '+18005550100']);
		expect(names(await open('searchFromNumbers', {}, 'main'))).toEqual([
			'+18005550100 – Main line',
		]);
	});

	test('a number to look up may be inactive, but not deleted', async () => {
		expect(names(await open('searchPhoneNumbers'))).toEqual([
			'+14155550150 – San Francisco',
			'+18005550100 – Main line',
		]);
	});

	test.each([
		['searchCampaigns', 'campaigns', 'campaigns:read', 'By ID'],
		['searchLeads', 'leads', 'leads:read', 'By ID'],
		['searchPhoneNumbers', 'phone numbers', 'phone_numbers:read', 'By ID'],
		['searchFromNumbers', 'phone numbers', 'phone_numbers:read', 'By Number'],
		['searchCalls', 'calls', 'calls:read', 'By ID'],
	] as const)('%s without the scope says so in words', async (method, plural, scope, otherMode) => {
		sandbox.configure({ scopes: ['calls:write'] });
		const refusal = open(method);

		await expect(refusal).rejects.toMatchObject({
			message: `The API key is not allowed to list ${plural}`,
			description: expect.stringContaining(scope),
		});
		await expect(refusal).rejects.toMatchObject({
			description: expect.stringContaining(`to “${otherMode}”`),
		});
	});
});

describe('calls', () => {
	const client = new Client(sandbox);

	test('are listed with number, outcome and time, the latest first', async () => {
		const ended = await client.callId('+14155550101');
		sandbox.advance(10 * 60_000);
		const queued = await client.callId('+442079460123');

		const found = await open('searchCalls');
		expect(found.map(({ value }) => value)).toEqual([queued, ended]);
		expect(found[0]?.name).toMatch(/^\+44 20 7946 0123 – queued – .+ \d+:\d\d [AP]M$/);
		expect(found[1]?.name).toMatch(/^\+1 415 555 0101 – completed – .+ \d+:\d\d [AP]M$/);
	});

	test('are found by any part of the number or the outcome', async () => {
		await client.callId('+14155550101');
		const other = await client.callId('+442079460123');

		expect(ids(await open('searchCalls', {}, '7946 0123'))).toEqual([other]);
		expect(await open('searchCalls', {}, 'busy')).toEqual([]);
	});

	test('that have ended can be neither canceled nor stopped, and are not offered for that', async () => {
		await client.callId('+14155550101');
		sandbox.advance(10 * 60_000);
		const queued = await client.callId('+442079460123');

		expect(ids(await open('searchOpenCalls'))).toEqual([queued]);
	});
});

describe('countries', () => {
	test('are listed by name with the country code of their numbers', async () => {
		const found = await open('searchCountries');

		expect(found.length).toBeGreaterThan(200);
		expect(found[0]).toEqual({ name: 'Afghanistan (+93)', value: 'AF' });
	});

	test.each([
		['united st', 'US', 'United States (+1)'],
		['us', 'US', 'United States (+1)'],
		['UK', 'GB', 'United Kingdom (+44)'],
		['UAE', 'AE', 'United Arab Emirates (+971)'],
		['+49', 'DE', 'Germany (+49)'],
	])('are found by %s', async (filter, value, name) => {
		expect(await open('searchCountries', {}, filter)).toContainEqual({ name, value });
	});
});
