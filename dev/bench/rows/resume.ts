import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ExecutionStatus } from 'n8n-workflow';
import { makeNode } from '../../environment';
import type { N8nClient } from '../../n8n';
import { fictionalNumbers, type PlacedCall } from '../../sandbox';
import type { Environments } from '../environments';
import type { Figures } from '../figures';
import { memoryOf, probedEnvironment } from '../memory';
import { atMost, exactly, type Contender, type Row } from '../row';
import { sendEach } from '../sendEach';
import {
	itemsOfBody,
	startExecution,
	publishWithWebhook,
	type PublishedWorkflow,
} from '../workflows';

const MANY = 10_000;
const QUICK = 1_000;
const CALLS_OF_ONE = 1_000;
const EVENTS_PER_SECOND = 100;
const IN_A_BURST = 100;
const STARTS_IN_FLIGHT = 10;
/** TopCalls delivers an event again that was not answered in time. */
const ANSWER_MS = 30_000;
const DELIVERIES = 5;
const LOOK_MS = 1_000;

const EACH_ONE = 'Executions of one call';
const ONE_OF_MANY = 'One execution of 1,000 calls';

/** What happens when the calls of many waiting executions end at the same time. */
export const resume: Row = {
	name: 'resume',
	title: 'Events that resume executions',
	how: `${MANY.toLocaleString('en-US')} executions of *Make and Wait*, of one call each, wait with *Webhook* on one n8n process. All calls have ended, and their events
arrive at ${EVENTS_PER_SECOND} per second. Then one execution of ${CALLS_OF_ONE.toLocaleString('en-US')} calls, whose events arrive as a burst, ${IN_A_BURST} at a time and in
another order than the calls were made. An event that n8n does not answer with 2xx within ${ANSWER_MS / 1_000} seconds is delivered
again, up to ${DELIVERIES} times in all. n8n runs with \`N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true\`. Memory is that of n8n’s process: what
the heap has gained, after garbage collection, from when all wait to when all have resumed, and the most RSS.`,
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
		'n8n loads a waiting execution from its database for each event, and sets up a sandbox for expressions. How many events per second one process can handle is n8n’s own; what it cannot handle in time TopCalls delivers again.',
	],
	warmUp: false,

	async prepare(environments): Promise<Contender[]> {
		const executions = environments.isQuick ? QUICK : MANY;
		const one = { numbers: fictionalNumbers(executions), perExecution: 1 };
		const many = { numbers: fictionalNumbers(CALLS_OF_ONE), perExecution: CALLS_OF_ONE };
		return [
			{
				name: EACH_ONE,
				measure: async () => await measure(environments, one, (calls, post) => atRate(calls, post)),
			},
			{
				name: ONE_OF_MANY,
				measure: async () =>
					await measure(environments, many, (calls, post) =>
						sendEach(shuffled(calls), IN_A_BURST, post),
					),
			},
		];
	},
};

type Post = (call: PlacedCall) => Promise<void>;

async function measure(
	environments: Environments,
	{ numbers, perExecution }: { numbers: string[]; perExecution: number },
	deliver: (calls: PlacedCall[], post: Post) => Promise<void>,
): Promise<Figures> {
	const memoryFile = join(dirname(environments.tarball), 'memory.json');
	const environment = await environments.own({
		n8nEnv: { ...probedEnvironment(memoryFile), N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
		// The events are posted from here, at the rate that is measured.
		sandbox: { webhookDelayMs: 24 * 3_600_000 },
	});
	try {
		const { sandbox, client } = environment;
		const published = await publishWaiting(environment);
		const { workflow } = published;
		await startAll(published, numbers, perExecution);
		const executions = numbers.length / perExecution;
		await client.untilExecutions(executions, ['waiting'], workflow.id);
		sandbox.advance(3_600_000);
		const calls = sandbox.calls();
		const requestsBefore = sandbox.requests().length;
		const before = await memoryOf(environment, memoryFile);

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
			rss: await mostRss(environment.n8n.pid),
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

async function publishWaiting(
	environment: PublishedWorkflow['environment'],
): Promise<PublishedWorkflow> {
	const wait = makeNode({ operation: 'makeAndWait', options: { waitUsing: 'webhook' } });
	return await publishWithWebhook(environment, 'resume', [itemsOfBody(), wait], 'onReceived');
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

/** Posts the event of the end of a call as TopCalls does; returns whether n8n took it. */
async function isTaken({ id, phoneNumber, request }: PlacedCall): Promise<boolean> {
	const body = { event: 'call.completed', call_id: id, phone_number: phoneNumber };
	try {
		const response = await fetch(String(request?.webhook_url), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
			signal: AbortSignal.timeout(ANSWER_MS),
		});
		await response.arrayBuffer();
		return response.ok;
	} catch {
		return false;
	}
}

/** Begins a delivery every hundredth of a second, however long the earlier ones take. */
async function atRate(calls: PlacedCall[], post: Post): Promise<void> {
	const start = Date.now();
	const posted = calls.map(async (call, index) => {
		await delay(start + (index / EVENTS_PER_SECOND) * 1_000 - Date.now());
		await post(call);
	});
	await Promise.all(posted);
}

/** In the same other order each time. */
function shuffled<T>(values: T[]): T[] {
	const step = 389;
	return values.map((_, index) => values[(index * step) % values.length] as T);
}

function share({ resumed, made }: Figures): number {
	return (100 * Number(resumed)) / Number(made);
}

/** @returns megabytes; 0 where the system does not tell */
async function mostRss(pid: number | undefined): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
	return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_000;
}
