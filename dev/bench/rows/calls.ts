import type { IDataObject } from 'n8n-workflow';
import { makeNode, type Stage } from '../../environment';
import {
	dial,
	headerAuth,
	httpRequestNode,
	itemsOfBody,
	publish,
	reckon,
	type Flow,
} from '../flows';
import { atMost, type Contender, type Row } from '../row';
import { fictionalNumbers } from '../../sandbox';

const LATENCY_MS = 50;
const NUMBERS = fictionalNumbers(1_000);

const DEFAULTS = 'TopCalls, defaults';
const UNBOUND = 'TopCalls, Max Concurrency 1000';
const HTTP_REQUEST = 'HTTP Request, defaults';
const BATCHED = 'HTTP Request, Batching on (50 each second)';

/** How fast calls are placed when nothing but the way there takes time. */
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
		'HTTP Request fires all 1,000 requests at once. TopCalls begins with a few, widens while all is well, and has at most 100 under way unless Max Concurrency says otherwise.',
		'Both nodes open a connection for each request, because n8n gives each request an agent of its own; over the internet, TLS comes on top for both.',
	],
	warmUp: true,

	async prepare(workshop) {
		const stage = await workshop.stage();
		const auth = await headerAuth(stage);
		const httpRequest = (options: IDataObject) => httpRequestNode(stage.sandbox.url, options, auth);
		const batching = { batch: { batchSize: 50, batchInterval: 1_000 } };
		const nodes = [
			[DEFAULTS, makeNode()],
			[UNBOUND, makeNode({ options: { maxConcurrency: 1_000 } })],
			[HTTP_REQUEST, httpRequest({})],
			[BATCHED, httpRequest({ batching })],
		] as const;

		const contenders: Contender[] = [];
		for (const [name, node] of nodes) {
			const flow = await publish(stage, name, [itemsOfBody(), node]);
			contenders.push({ name, measure: async () => await measure(stage, flow) });
		}
		return contenders;
	},
};

async function measure(stage: Stage, flow: Flow) {
	stage.sandbox.reset();
	stage.sandbox.configure({ latencyMs: LATENCY_MS });
	const time = await dial(flow, NUMBERS);
	return { time, ...reckon(stage) };
}
