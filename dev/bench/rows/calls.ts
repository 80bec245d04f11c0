import type { IDataObject } from 'n8n-workflow';
import { makeNode, type Environment } from '../../environment';
import {
	makeCalls,
	headerAuth,
	httpRequestNode,
	itemsOfBody,
	publishWithWebhook,
	countCalls,
	type PublishedWorkflow,
} from '../workflows';
import { atMost, type Contender, type Row } from '../row';
import { fictionalNumbers } from '../../sandbox';

const LATENCY_MS = 50;
const NUMBERS = fictionalNumbers(1_000);

const DEFAULTS = 'TopCalls, defaults';
const UNBOUND = 'TopCalls, Max Concurrency 1000';
const HTTP_REQUEST = 'HTTP Request, defaults';
const BATCHED = 'HTTP Request, Batching on (50 each second)';

/** How fast calls are placed when only the requests take time. */
export const calls: Row = {
	name: 'calls',
	title: '1,000 calls, no rate limit',
	how: `One execution places 1,000 calls; the sandbox takes ${LATENCY_MS} ms to answer each request. The time is
n8n's own: from the execution's \`startedAt\` to its \`stoppedAt\`. Each execution is Webhook → Split Out → the node.`,
	columns: [
		{ key: 'time', title: 'time (ms)' },
		{ key: 'placed', title: 'calls placed' },
	],
	goals: [
		{
			title: 'Time of TopCalls with its defaults ÷ time of HTTP Request',
			...atMost(1.3),
			figure: (of) => Number(of(DEFAULTS).time) / Number(of(HTTP_REQUEST).time),
			digits: 2,
		},
		{
			title: 'Time of TopCalls with Max Concurrency 1000 ÷ time of HTTP Request',
			...atMost(1),
			figure: (of) => Number(of(UNBOUND).time) / Number(of(HTTP_REQUEST).time),
			digits: 2,
		},
	],
	remarks: [
		'HTTP Request sends all 1,000 requests at once. TopCalls begins with a few, sends more while all are accepted, and has at most 100 in flight unless Max Concurrency says otherwise.',
		'Both nodes open a connection for each request, because n8n gives each request an agent of its own; over the internet, TLS adds to that for both.',
	],
	warmUp: true,

	async prepare(environments) {
		const environment = await environments.shared();
		const auth = await headerAuth(environment);
		const httpRequest = (options: IDataObject) =>
			httpRequestNode(environment.sandbox.url, options, auth);
		const batching = { batch: { batchSize: 50, batchInterval: 1_000 } };
		const nodes = [
			[DEFAULTS, makeNode()],
			[UNBOUND, makeNode({ options: { maxConcurrency: 1_000 } })],
			[HTTP_REQUEST, httpRequest({})],
			[BATCHED, httpRequest({ batching })],
		] as const;

		const contenders: Contender[] = [];
		for (const [name, node] of nodes) {
			const published = await publishWithWebhook(environment, name, [itemsOfBody(), node]);
			contenders.push({ name, measure: async () => await measure(environment, published) });
		}
		return contenders;
	},
};

async function measure(environment: Environment, published: PublishedWorkflow) {
	environment.sandbox.reset();
	environment.sandbox.configure({ latencyMs: LATENCY_MS });
	const time = await makeCalls(published, NUMBERS);
	return { time, ...countCalls(environment) };
}
