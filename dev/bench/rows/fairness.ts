import { setTimeout as delay } from 'node:timers/promises';
import { makeNode, type Environment } from '../../environment';
import { fictionalNumbers } from '../../sandbox';
import { spreadOf } from '../figures';
import { atMost, exactly, type Row } from '../row';
import {
	countCalls,
	durationOf,
	itemsOfBody,
	makeCalls,
	publishWithWebhook,
	refusals,
	startForEach,
	type PublishedWorkflow,
} from '../workflows';

const LATENCY_MS = 50;
const RATE_LIMIT = { perSecond: 100, burst: 100 };
const MANY = 5_000;
const FEW = 200;
const NUMBERS = fictionalNumbers(MANY + FEW);
const LOOK_MS = 100;
const IN_FLIGHT = 20;

const TOPCALLS = 'TopCalls, defaults';

/** Whether somebody who wants one call waits for the thousands of somebody else. */
export const fairness: Row = {
	name: 'fairness',
	title: 'A few calls beside thousands',
	how: `One execution makes ${MANY.toLocaleString('en-US')} calls; once ${FEW} of them are placed, a webhook starts ${FEW} executions of one call each. The sandbox
takes ${RATE_LIMIT.perSecond} requests a second after a burst of ${RATE_LIMIT.burst}. Times are n8n's own, from the start of an execution to its end.`,
	columns: [
		{ key: 'whole', title: 'time of the large one (s)', digits: 1 },
		{ key: 'wait', title: 'time of a small one, median (s)', digits: 2 },
		{ key: 'placed', title: 'calls placed' },
		{ key: 'twice', title: 'called more than once' },
		{ key: 'refused', title: 'answers 429' },
	],
	goals: [
		{
			title: 'Median time of an execution of one call, in % of one of 5,000 beside it',
			...atMost(5),
			figure: (of) => (Number(of(TOPCALLS).wait) / Number(of(TOPCALLS).whole)) * 100,
			digits: 1,
		},
		{
			title: 'Calls not placed of 5,200, by one large and 200 small executions',
			...exactly(0),
			figure: (of) => MANY + FEW - Number(of(TOPCALLS).placed),
		},
	],
	remarks: ['Executions take turns in the request queue of the account.'],
	warmUp: false,

	async prepare(environments) {
		const environment = await environments.shared();
		const large = await publishWithWebhook(environment, 'Many calls', [itemsOfBody(), makeNode()]);
		const nodes = [itemsOfBody(), makeNode({ callEvents: 'none' })];
		const small = await publishWithWebhook(environment, 'One call', nodes, 'onReceived');
		return [{ name: TOPCALLS, measure: async () => await measure(environment, large, small) }];
	},
};

async function measure(
	environment: Environment,
	large: PublishedWorkflow,
	small: PublishedWorkflow,
) {
	const { client, sandbox } = environment;
	const { id } = small.workflow;
	const before = new Set((await client.executions(id)).map((execution) => execution.id));
	sandbox.reset();
	sandbox.configure({ latencyMs: LATENCY_MS, rateLimit: RATE_LIMIT });

	const whole = makeCalls(large, NUMBERS.slice(0, MANY));
	while (sandbox.placed() < FEW) await delay(LOOK_MS);
	await startForEach(small, NUMBERS.slice(MANY), IN_FLIGHT);
	await client.untilExecutions(before.size + FEW, ['success'], id);
	const own = (await client.executions(id)).filter((execution) => !before.has(execution.id));
	return {
		whole: (await whole) / 1_000,
		wait: spreadOf(own.map(durationOf)).median / 1_000,
		refused: refusals(environment),
		...countCalls(environment),
	};
}
