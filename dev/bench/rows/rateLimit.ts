import type { IDataObject, INode } from 'n8n-workflow';
import { makeNode, type Environment } from '../../environment';
import {
	makeCalls,
	headerAuth,
	httpRequestNode,
	itemsOfBody,
	publishWithWebhook,
	countCalls,
	refusals,
	type PublishedWorkflow,
} from '../workflows';
import { atLeast, atMost, exactly, type Contender, type Row } from '../row';
import { fictionalNumbers } from '../../sandbox';

const LATENCY_MS = 50;
const RATE_LIMIT = { perSecond: 20, burst: 20 };
const NUMBERS = fictionalNumbers(1_000);
const LEAST_MS = ((NUMBERS.length - RATE_LIMIT.burst) / RATE_LIMIT.perSecond) * 1_000 + LATENCY_MS;

const TOPCALLS = 'TopCalls, defaults';

/** Whether all calls are placed, once each, under a rate limit. */
export const rateLimit: Row = {
	name: 'rate-limit',
	title: '1,000 calls under a rate limit',
	how: `As before, but the sandbox takes ${RATE_LIMIT.perSecond} requests a second after a burst of
${RATE_LIMIT.burst}, and answers the others with 429 and \`Retry-After: 1\`. The least possible time is
${(LEAST_MS / 1_000).toFixed(1)} s. After each execution the sandbox lets all calls end and counts how often each person was called.`,
	columns: [
		{ key: 'seconds', title: 'time (s)', digits: 1 },
		{ key: 'placed', title: 'calls placed' },
		{ key: 'called', title: 'people called' },
		{ key: 'twice', title: 'called more than once' },
		{ key: 'refused', title: 'answers 429' },
	],
	goals: [
		{
			title: 'Share of the people that TopCalls calls',
			wanted: '100 %',
			isMet: (percent) => percent === 100,
			figure: (of) => (Number(of(TOPCALLS).called) / NUMBERS.length) * 100,
		},
		{
			title: 'People that TopCalls calls more than once',
			...exactly(0),
			figure: (of) => Number(of(TOPCALLS).twice),
		},
		{
			title: 'Time of TopCalls ÷ least possible time',
			...atMost(1.1),
			figure: (of) => (Number(of(TOPCALLS).seconds) * 1_000) / LEAST_MS,
			digits: 3,
		},
		{
			title: 'Calls per second of TopCalls ÷ the limit, after the burst',
			...atLeast(0.95),
			figure: (of) =>
				(NUMBERS.length - RATE_LIMIT.burst) / Number(of(TOPCALLS).seconds) / RATE_LIMIT.perSecond,
			digits: 3,
		},
	],
	remarks: [
		'HTTP Request ends with an error at the first 429, though all its requests have gone out; its output does not say which calls were placed. With On Error set to continue, as many are placed, and the rest are error items.',
		'Its Retry On Fail runs the whole node again, so it calls people again who were already called.',
		'Batching at the rate of the limit works as long as nobody else uses the account and the limit does not change; the TopCalls node is not told the limit here.',
	],
	warmUp: false,

	async prepare(environments) {
		const environment = await environments.shared();
		const auth = await headerAuth(environment);
		const httpRequest = (options: IDataObject, more: Partial<INode> = {}) =>
			httpRequestNode(environment.sandbox.url, options, { ...auth, ...more });
		const batches = (batchSize: number) => ({
			batching: { batch: { batchSize, batchInterval: 1_000 } },
		});
		const nodes = [
			[TOPCALLS, makeNode()],
			['HTTP Request, defaults', httpRequest({})],
			['HTTP Request, Retry On Fail', httpRequest({}, { retryOnFail: true })],
			['HTTP Request, Batching on (50 each second)', httpRequest(batches(50))],
			['HTTP Request, Batching at the limit (20 each second)', httpRequest(batches(20))],
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
	environment.sandbox.configure({ latencyMs: LATENCY_MS, rateLimit: RATE_LIMIT });
	const seconds = (await makeCalls(published, NUMBERS)) / 1_000;
	return { seconds, refused: refusals(environment), ...countCalls(environment) };
}
