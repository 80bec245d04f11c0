import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ExecutionStatus, INode } from 'n8n-workflow';
import { makeNode, node, type Environment } from '../../environment';
import type { N8nClient } from '../../n8n';
import { fictionalNumbers, type PlacedCall } from '../../sandbox';
import type { Environments } from '../environments';
import type { Figures } from '../figures';
import { memoryOf, peakOf, probedEnvironment, resetPeak } from '../memory';
import { atLeast, atMost, exactly, type Contender, type Row } from '../row';
import {
	ANSWER_MS,
	atRate,
	EVENTS_PER_SECOND,
	IN_A_BURST,
	inBurst,
	isTaken,
	type Delivery,
} from '../events';
import { sendEach } from '../sendEach';
import {
	headerAuth,
	httpRequestNode,
	itemsOfBody,
	startExecution,
	publishWithWebhook,
	type PublishedWorkflow,
} from '../workflows';

/** 10,000 take seven minutes for each contender and round. */
const COUNT = Number(process.env.BENCH_EXECUTIONS ?? 1_000);
const CALLS_OF_ONE = 1_000;
const STARTS_IN_FLIGHT = 10;
const DELIVERIES = 5;
const LOOK_MS = 1_000;

const EACH_ONE = 'Executions of one call';
const WAIT_NODE = 'Executions of one call, HTTP Request and Wait';
const ONE_OF_MANY = 'One execution of 1,000 calls';

/** What happens when the calls of many waiting executions end at the same time. */
export const resume: Row = {
	name: 'resume',
	title: 'Events that resume executions',
	how: `${COUNT.toLocaleString('en-US')} executions of *Make and Wait*, of one call each, wait with *Webhook* on one n8n process. All calls have ended, and their events
arrive at ${EVENTS_PER_SECOND} per second. Then one execution of ${CALLS_OF_ONE.toLocaleString('en-US')} calls, whose events arrive as a burst, ${IN_A_BURST} at a time and in
another order than the calls were made. An event that n8n does not answer with 2xx within ${ANSWER_MS / 1_000} seconds is delivered
again, up to ${DELIVERIES} times in all. n8n runs with \`N8N_EXPRESSION_ENGINE=legacy\`. Memory is that of n8n’s process: what
the heap has gained, after garbage collection, from when all wait to when all have resumed, and the most RSS. \`BENCH_EXECUTIONS=10000\` lets as many wait.`,
	columns: [
		{ key: 'resumed', title: 'calls with their result' },
		{ key: 'perSecond', title: 'calls per second', digits: 1 },
		{ key: 'requests', title: 'requests to TopCalls for each call', digits: 2 },
		{ key: 'again', title: 'events delivered again' },
		{ key: 'heap', title: 'heap gained (MB)', digits: 1 },
		{ key: 'rss', title: 'most RSS (MB)' },
	],
	goals: [
		{
			title: 'Share of the calls with their result, executions of one call',
			...exactly(100),
			figure: (of) => share(of(EACH_ONE)),
		},
		{
			title: 'Requests to TopCalls for each call, executions of one call',
			...atMost(1.1),
			figure: (of) => Number(of(EACH_ONE).requests),
			digits: 2,
		},
		{
			title: 'Calls per second, executions of one call ÷ the Wait node',
			...atLeast(0.75),
			figure: (of) => Number(of(EACH_ONE).perSecond) / Number(of(WAIT_NODE).perSecond),
			digits: 2,
		},
		{
			title: 'Share of the calls with their result, one execution of 1,000 calls',
			...exactly(100),
			figure: (of) => share(of(ONE_OF_MANY)),
		},
		{
			title: 'Requests to TopCalls for each call, one execution of 1,000 calls',
			...atMost(2),
			figure: (of) => Number(of(ONE_OF_MANY).requests),
			digits: 2,
		},
	],
	remarks: [
		'The Wait node believes the event; Make and Wait asks TopCalls about each call that an event names.',
		'With the expression engine of n8n 2.x, each event holds a sandbox of 9 MB until n8n has answered it, also for the Wait node: about 15 events per second and 9 GB for 1,000 that arrive within ten seconds. Hence the legacy engine.',
	],
	warmUp: false,

	async prepare(environments): Promise<Contender[]> {
		const one = { numbers: fictionalNumbers(COUNT), perExecution: 1 };
		const many = { numbers: fictionalNumbers(CALLS_OF_ONE), perExecution: CALLS_OF_ONE };
		return [
			{
				name: EACH_ONE,
				measure: async () => await measure(environments, one, makeAndWait, atRate),
			},
			{
				name: WAIT_NODE,
				measure: async () => await measure(environments, one, httpRequestAndWait, atRate),
			},
			{
				name: ONE_OF_MANY,
				measure: async () => await measure(environments, many, makeAndWait, inBurst),
			},
		];
	},
};

async function measure(
	environments: Environments,
	{ numbers, perExecution }: { numbers: string[]; perExecution: number },
	nodesOf: (environment: Environment) => Promise<INode[]>,
	deliver: Delivery,
): Promise<Figures> {
	const memoryFile = join(dirname(environments.tarball), 'memory.json');
	const environment = await environments.own({
		n8nEnv: { ...probedEnvironment(memoryFile), N8N_EXPRESSION_ENGINE: 'legacy' },
		// The events are posted from here, at the rate that is measured.
		sandbox: { webhookDelayMs: 24 * 3_600_000 },
	});
	try {
		const { sandbox, client } = environment;
		const nodes = [itemsOfBody(), ...(await nodesOf(environment))];
		const published = await publishWithWebhook(environment, 'resume', nodes, 'onReceived');
		const { workflow } = published;
		await startAll(published, numbers, perExecution);
		const executions = numbers.length / perExecution;
		await client.untilExecutions(executions, ['waiting'], workflow.id);
		sandbox.advance(3_600_000);
		const calls = sandbox.calls();
		const requestsBefore = sandbox.requests().length;
		const before = await memoryOf(environment, memoryFile);
		await resetPeak(environment);

		const start = Date.now();
		let left = calls;
		let again = 0;
		for (let delivery = 0; delivery < DELIVERIES && left.length > 0; delivery++) {
			if (delivery > 0) again += left.length;
			const refused: PlacedCall[] = [];
			await deliver(left, async (call) => {
				if (!(await isTaken(call))) refused.push(call);
			});
			left = refused;
			if ((await counted(client, ['waiting'], workflow.id)) === 0) break;
		}
		// What still waits after the last delivery does so for good.
		while ((await counted(client, ['running', 'new'], workflow.id)) > 0) await delay(LOOK_MS);
		const ended = await counted(client, ['success'], workflow.id);
		const seconds = (Date.now() - start) / 1_000;
		const after = await memoryOf(environment, memoryFile);
		const resumed = ended * perExecution;
		return {
			made: numbers.length,
			resumed,
			perSecond: resumed / seconds,
			requests: (sandbox.requests().length - requestsBefore) / numbers.length,
			again,
			heap: (after.heap - before.heap) / 1e6,
			rss: (await peakOf(environment)) / 1e6,
		};
	} finally {
		await environments.close(environment);
	}
}

/** Under this load n8n answers for seconds that its database is not ready. */
async function counted(
	client: N8nClient,
	statuses: ExecutionStatus[],
	id: string,
): Promise<number> {
	for (;;) {
		const count = await client.countExecutions(statuses, id).catch(() => undefined);
		if (count !== undefined) return count;
		await delay(LOOK_MS);
	}
}

async function makeAndWait(): Promise<INode[]> {
	return [makeNode({ operation: 'makeAndWait', options: { waitUsing: 'webhook' } })];
}

/** What a user builds without this package; it believes what the event says. */
async function httpRequestAndWait(environment: Environment): Promise<INode[]> {
	const auth = await headerAuth(environment);
	const resumeUrl = { webhook_url: '={{ $execution.resumeUrl }}' };
	const wait = { resume: 'webhook', httpMethod: 'POST', responseMode: 'onReceived', options: {} };
	return [
		httpRequestNode(environment.sandbox.url, {}, auth, resumeUrl),
		node('Wait', 'n8n-nodes-base.wait', wait, { typeVersion: 1.1, webhookId: randomUUID() }),
	];
}

async function startAll(
	published: PublishedWorkflow,
	numbers: string[],
	perExecution: number,
): Promise<void> {
	const starts = numbers.flatMap((_, index) => (index % perExecution === 0 ? [index] : []));
	await sendEach(starts, STARTS_IN_FLIGHT, async (from) => {
		const items = numbers.slice(from, from + perExecution).map((phone) => ({ phone }));
		await startExecution(published, { items });
	});
}

function share({ resumed, made }: Figures): number {
	return (100 * Number(resumed)) / Number(made);
}
