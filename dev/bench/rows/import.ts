import { randomUUID } from 'node:crypto';
import type { IConnections, INode } from 'n8n-workflow';
import { dirname, join } from 'node:path';
import { chain, node, topCallsNode, workflowOf, type Environment } from '../../environment';
import type { Figures } from '../figures';
import { headerAuth, itemsOfBody, publishWorkflow, runOver, startedBy } from '../workflows';
import { memoryOf, peakOf, probedEnvironment, resetPeak } from '../memory';
import { atMost, exactly, type Contender, type Row } from '../row';
import type { Environments } from '../environments';
import { fictionalNumbers, FIRST_LIST } from '../../sandbox';

const COUNT = 10_000;
/** The most leads that TopCalls takes in a request. */
const BATCH = 2_000;
const LATENCY_MS = 50;
const LEADS = fictionalNumbers(COUNT).map((phone_number, index) => ({
	Phone: phone_number,
	'Full Name': `Lead ${index}`,
	'E-Mail': `lead-${index}@example.com`,
}));
/** The columns of the table by the names of the API. */
const COLUMNS = {
	phone_number: '={{ $json.Phone }}',
	name: "={{ $json['Full Name'] }}",
	email: "={{ $json['E-Mail'] }}",
};

const IMPORT = 'TopCalls: Lead › Import';
const HTTP_REQUEST = 'Edit Fields, Loop Over Items, Aggregate and HTTP Request';

/** What a table of leads takes to import. */
export const importRow: Row = {
	name: 'import',
	title: '10,000 leads imported',
	how: `One execution imports 10,000 leads of a table with columns for number, name and email into a list, ${BATCH.toLocaleString('en-US')} in a request; the sandbox takes ${LATENCY_MS} ms to answer
each. Beside Lead › Import stands what a user would build of n8n's own nodes: Edit Fields to name the columns as the API
does, Loop Over Items in batches of ${BATCH.toLocaleString('en-US')}, Aggregate and HTTP Request. The time is n8n's own, from \`startedAt\` to \`stoppedAt\`. Each measurement has an
n8n of its own, which has run the same workflow once before. Memory is RSS of n8n's main process: its peak during the
execution, less what it was before, right after forced garbage collection.`,
	columns: [
		{ key: 'time', title: 'time (ms)' },
		{ key: 'requests', title: 'requests' },
		{ key: 'leads', title: 'leads at TopCalls' },
		{ key: 'peak', title: 'peak of memory (MB)', digits: 1 },
	],
	goals: [
		{
			title: 'Requests in which Lead › Import sends 10,000 leads',
			...exactly(COUNT / BATCH),
			figure: (of) => Number(of(IMPORT).requests),
		},
		{
			title: 'Time of Lead › Import ÷ time of Edit Fields, Loop Over Items and HTTP Request',
			...atMost(1.5),
			figure: (of) => Number(of(IMPORT).time) / Number(of(HTTP_REQUEST).time),
			digits: 2,
		},
		{
			title:
				'Peak of memory of Lead › Import ÷ that of Edit Fields, Loop Over Items and HTTP Request',
			...atMost(1.5),
			figure: (of) => Number(of(IMPORT).peak) / Number(of(HTTP_REQUEST).peak),
			digits: 2,
		},
	],
	remarks: [
		'Most of the time is n8n evaluating three expressions for each row, on both sides. Lead › Import also checks each number before the first request; HTTP Request sends what comes in, and a number that TopCalls does not take is found afterwards.',
	],
	warmUp: false,

	async prepare(environments): Promise<Contender[]> {
		return [
			{ name: IMPORT, measure: async () => await measure(environments, importNodes, straight) },
			{ name: HTTP_REQUEST, measure: async () => await measure(environments, loopNodes, inALoop) },
		];
	},
};

async function measure(
	environments: Environments,
	nodesFor: (environment: Environment) => INode[] | Promise<INode[]>,
	connect: (nodes: INode[]) => IConnections,
): Promise<Figures> {
	const memoryFile = join(dirname(environments.tarball), 'memory.json');
	const environment = await environments.own({
		n8nEnv: probedEnvironment(memoryFile),
		sandbox: { latencyMs: LATENCY_MS },
	});
	try {
		const path = randomUUID();
		const nodes = [startedBy(path, 'lastNode'), itemsOfBody(), ...(await nodesFor(environment))];
		const published = await publishWorkflow(
			environment,
			path,
			workflowOf('Import', nodes, connect(nodes)),
		);
		await runOver(published, LEADS);
		environment.sandbox.reset();

		const before = await memoryOf(environment, memoryFile);
		await resetPeak(environment);
		const time = await runOver(published, LEADS);
		const peak = ((await peakOf(environment)) - before.rss) / 1_000_000;
		const requests = environment.sandbox.requestCounts()['POST /v1/leads/bulk'] ?? 0;
		return { time, requests, leads: environment.sandbox.counts().leads, peak };
	} finally {
		await environments.close(environment);
	}
}

function importNodes(): INode[] {
	return [
		topCallsNode({
			resource: 'lead',
			operation: 'import',
			listId: FIRST_LIST.id,
			importMode: 'merge',
			phoneNumber: COLUMNS.phone_number,
			name: COLUMNS.name,
			additionalFields: { email: COLUMNS.email },
		}),
	];
}

async function loopNodes(environment: Environment): Promise<INode[]> {
	const body = { list_id: FIRST_LIST.id, mode: 'merge' };
	const request = {
		method: 'POST',
		url: `${environment.sandbox.url}/v1/leads/bulk`,
		authentication: 'genericCredentialType',
		genericAuthType: 'httpHeaderAuth',
		sendBody: true,
		specifyBody: 'json',
		jsonBody: `={{ Object.assign(${JSON.stringify(body)}, { leads: $json.leads }) }}`,
		options: {},
	};
	const loop = { batchSize: BATCH, options: {} };
	const all = { aggregate: 'aggregateAllItemData', destinationFieldName: 'leads', options: {} };
	const auth = await headerAuth(environment);
	return [
		editFields(),
		node('Loop Over Items', 'n8n-nodes-base.splitInBatches', loop, { typeVersion: 3 }),
		node('Aggregate', 'n8n-nodes-base.aggregate', all),
		node('HTTP Request', 'n8n-nodes-base.httpRequest', request, { typeVersion: 4.5, ...auth }),
	];
}

function editFields(): INode {
	const assignments = Object.entries(COLUMNS).map(([name, value]) => ({
		id: name,
		name,
		value,
		type: 'string',
	}));
	const parameters = { assignments: { assignments }, options: {} };
	return node('Edit Fields', 'n8n-nodes-base.set', parameters, { typeVersion: 3.4 });
}

const straight = (nodes: INode[]) => chain(...nodes.map(({ name }) => name));

/** Loop Over Items gives out a batch by its second output. */
function inALoop(): IConnections {
	const to = (name: string) => ({ node: name, type: 'main' as const, index: 0 });
	return {
		...chain('Webhook', 'Items', 'Edit Fields', 'Loop Over Items'),
		'Loop Over Items': { main: [[], [to('Aggregate')]] },
		...chain('Aggregate', 'HTTP Request', 'Loop Over Items'),
	};
}
