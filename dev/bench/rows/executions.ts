import type { INode } from 'n8n-workflow';
import { makeNode, type Environment } from '../../environment';
import { ENDED } from '../../n8n';
import { fictionalNumbers } from '../../sandbox';
import { atMost, exactly, type Contender, type Row } from '../row';
import {
	countCalls,
	headerAuth,
	httpRequestNode,
	itemsOfBody,
	publishWithWebhook,
	refusals,
	startForEach,
	type PublishedWorkflow,
} from '../workflows';

const LATENCY_MS = 50;
const RATE_LIMIT = { perSecond: 20, burst: 20 };
/** 7,000 take six minutes for each contender and round. */
const COUNT = Number(process.env.BENCH_EXECUTIONS ?? 1_000);
const IN_FLIGHT = 20;
const LEAST_MS = ((COUNT - RATE_LIMIT.burst) / RATE_LIMIT.perSecond) * 1_000 + LATENCY_MS;

const TOPCALLS = 'TopCalls, defaults';
const HTTP_REQUEST = 'HTTP Request, Retry On Fail';

/** Whether executions that run at the same time keep within a rate limit together. */
export const executions: Row = {
	name: 'executions',
	title: `${COUNT.toLocaleString('en-US')} executions of one call each under a rate limit`,
	how: `A webhook starts ${COUNT.toLocaleString('en-US')} executions, ${IN_FLIGHT} at a time and faster than calls can be made. Each makes one call:
Webhook → Split Out → the node. The sandbox takes ${RATE_LIMIT.perSecond} requests a second after a burst of ${RATE_LIMIT.burst}. The time runs from the first
execution to the end of the last one, by n8n's record; the least possible is ${(LEAST_MS / 1_000).toFixed(1)} s. \`BENCH_EXECUTIONS=7000\` starts as many.`,
	columns: [
		{ key: 'seconds', title: 'time (s)', digits: 1 },
		{ key: 'placed', title: 'calls placed' },
		{ key: 'called', title: 'people called' },
		{ key: 'twice', title: 'called more than once' },
		{ key: 'failed', title: 'failed executions' },
		{ key: 'refusedEach', title: 'answers 429 for each execution', digits: 2 },
	],
	goals: [
		{
			title: 'Share of the people that TopCalls calls, in executions of one call',
			wanted: '100 %',
			isMet: (percent) => percent === 100,
			figure: (of) => (Number(of(TOPCALLS).called) / COUNT) * 100,
		},
		{
			title: 'People that TopCalls calls more than once, in executions of one call',
			...exactly(0),
			figure: (of) => Number(of(TOPCALLS).twice),
		},
		{
			title: 'Answers 429 for each execution of TopCalls',
			...atMost(0.2),
			figure: (of) => Number(of(TOPCALLS).refusedEach),
			digits: 2,
		},
		{
			title: 'Time of executions of TopCalls ÷ least possible time',
			...atMost(1.1),
			figure: (of) => (Number(of(TOPCALLS).seconds) * 1_000) / LEAST_MS,
			digits: 3,
		},
	],
	remarks: [
		'The executions of one process share a request queue for each account; HTTP Request sends its request at once, and again after a second, up to three times.',
	],
	warmUp: false,

	async prepare(environments) {
		// Not pruned, so that those of one measurement can be told from those before.
		const environment = await environments.own({ n8nEnv: { EXECUTIONS_DATA_PRUNE: 'false' } });
		const auth = await headerAuth(environment);
		const nodes: Array<[string, INode]> = [
			[TOPCALLS, makeNode({ callEvents: 'none' })],
			[HTTP_REQUEST, httpRequestNode(environment.sandbox.url, {}, { ...auth, retryOnFail: true })],
		];

		const contenders: Contender[] = [];
		for (const [name, node] of nodes) {
			const all = [itemsOfBody(), node];
			const published = await publishWithWebhook(environment, name, all, 'onReceived');
			contenders.push({ name, measure: async () => await measure(environment, published) });
		}
		return contenders;
	},
};

async function measure(environment: Environment, published: PublishedWorkflow) {
	const { client, sandbox } = environment;
	const { id } = published.workflow;
	const before = await client.executions(id);
	sandbox.reset();
	sandbox.configure({ latencyMs: LATENCY_MS, rateLimit: RATE_LIMIT });
	await startForEach(published, fictionalNumbers(COUNT), IN_FLIGHT);
	await client.untilExecutions(before.length + COUNT, ENDED, id);

	const known = new Set(before.map((execution) => execution.id));
	const own = (await client.executions(id)).filter((execution) => !known.has(execution.id));
	const begun = Math.min(...own.map(({ startedAt }) => Date.parse(startedAt ?? '')));
	const ended = Math.max(...own.map(({ stoppedAt }) => Date.parse(stoppedAt ?? '')));
	return {
		seconds: (ended - begun) / 1_000,
		failed: own.filter(({ status }) => status !== 'success').length,
		refusedEach: refusals(environment) / COUNT,
		...countCalls(environment),
	};
}
