import { randomUUID } from 'node:crypto';
import type { IConnections, INode } from 'n8n-workflow';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
	chain,
	makeNode,
	node,
	topCallsNode,
	workflowOf,
	type Environment,
} from '../../environment';
import type { Figures } from '../figures';
import { publishWorkflow, startedBy, startForEach, type PublishedWorkflow } from '../workflows';
import { memoryOf, probedEnvironment } from '../memory';
import { exactly, type Contender, type Row } from '../row';
import type { Environments } from '../environments';
import { fictionalNumbers } from '../../sandbox';

const COUNT = 1_000;
const WARM_UP = 100;
const IN_FLIGHT = 10;
const POLLS = 10;
const POLL_INTERVAL_MS = 100;

const SUSPENDED = 'Make and Wait, Wait Using: Webhook';
const POLLING = 'Make and Wait, Wait Using: Polling';
const LOOP = 'Make, then a loop of Wait (30 s) and Get';

/** What n8n needs for executions that wait for the end of their call. */
export const waiting: Row = {
	name: 'waiting',
	title: '1,000 executions that wait for a call',
	how: `A webhook starts ${COUNT.toLocaleString('en-US')} executions, each of which places one call and waits for it to end, which it does not. Each
measurement has an n8n of its own, which has first run ${WARM_UP} executions of the same kind that ended. Memory is
that of n8n's main process: heap with external memory right after forced garbage collection, and RSS; the growth
from before the first execution to when all of them wait, divided by their number. Running and waiting are the
numbers that n8n reports.`,
	columns: [
		{ key: 'running', title: 'running' },
		{ key: 'waiting', title: 'waiting' },
		{ key: 'heap', title: 'heap for each (kB)', digits: 1 },
		{ key: 'rss', title: 'RSS for each (kB)', digits: 1 },
	],
	goals: [
		{
			title: 'Running executions while 1,000 wait with Make and Wait',
			...exactly(0),
			figure: (of) => Number(of(SUSPENDED).running),
		},
		{
			title: 'Heap for each waiting call, Make and Wait ÷ the loop of Wait and Get',
			wanted: 'less',
			isMet: (ratio) => ratio < 1,
			figure: (of) => Number(of(SUSPENDED).heap) / Number(of(LOOP).heap),
			digits: 2,
		},
	],
	remarks: [
		'The loop is what nodes of other services make you build: Make, Wait, Get, If, and back to Wait. With a Wait of 65 seconds or more n8n suspends the execution too, but resumes it for each poll.',
		'Running executions count toward n8n’s concurrency limit, and are lost or run again when n8n restarts.',
		'Heap and RSS vary by some megabytes, so something that takes no memory can measure a little below zero. n8n 2.x keeps a sandbox for expressions with each running execution, which is most of its RSS.',
	],
	warmUp: false,

	async prepare(environments): Promise<Contender[]> {
		const variants: Array<[string, () => INode[], (nodes: INode[]) => IConnections]> = [
			[SUSPENDED, () => [makeAndWait('webhook')], straight],
			[POLLING, () => [makeAndWait('polling')], straight],
			[LOOP, loopNodes, loopConnections],
		];
		return variants.map(([name, nodes, connections]) => ({
			name,
			measure: async () => await measure(environments, name, nodes(), connections),
		}));
	},
};

async function measure(
	environments: Environments,
	name: string,
	nodes: INode[],
	connections: (nodes: INode[]) => IConnections,
): Promise<Figures> {
	const memoryFile = join(dirname(environments.tarball), 'memory.json');
	const environment = await environments.own({ n8nEnv: probedEnvironment(memoryFile) });
	try {
		const path = randomUUID();
		const all = [startedBy(path, 'onReceived'), ...nodes];
		const published = await publishWorkflow(
			environment,
			path,
			workflowOf(name, all, connections(all)),
		);
		await warmUpWith(published);

		const before = await memoryOf(environment, memoryFile);
		await startForEach(published, fictionalNumbers(COUNT), IN_FLIGHT);
		const [running, waiting] = await untilAllWait(environment);
		const after = await memoryOf(environment, memoryFile);
		const each = (bytes: number) => bytes / COUNT / 1_000;
		return {
			running,
			waiting,
			heap: each(after.heap - before.heap),
			rss: each(after.rss - before.rss),
		};
	} finally {
		await environments.close(environment);
	}
}

/** Runs the workflow with calls that end immediately. */
async function warmUpWith(published: PublishedWorkflow): Promise<void> {
	const { environment, workflow } = published;
	await startForEach(
		published,
		fictionalNumbers(WARM_UP).map((phone) => phone.replace(/\d{4}$/, '0011')),
		IN_FLIGHT,
	);
	await environment.client.untilExecutions(WARM_UP, ['success'], workflow.id);
	environment.sandbox.reset();
}

/** Waits until all calls are placed and the numbers that n8n reports no longer change. */
async function untilAllWait({
	sandbox,
	client,
}: Environment): Promise<[running: number, waiting: number]> {
	await sandbox.waitFor(() => sandbox.placed() === COUNT, 300_000);
	const seen: string[] = [];
	for (;;) {
		const running = await client.countExecutions(['running', 'new']);
		const waiting = await client.countExecutions(['waiting']);
		seen.push(`${running} ${waiting}`);
		if (seen.length > POLLS && new Set(seen.slice(-POLLS)).size === 1) return [running, waiting];
		await delay(POLL_INTERVAL_MS);
	}
}

function makeAndWait(waitUsing: 'webhook' | 'polling'): INode {
	const phoneNumber = '={{ $json.body.phone }}';
	return makeNode({ operation: 'makeAndWait', phoneNumber, options: { waitUsing } });
}

function loopNodes(): INode[] {
	const ended = {
		conditions: {
			options: { caseSensitive: true, typeValidation: 'strict', version: 2 },
			conditions: [
				{
					id: randomUUID(),
					leftValue: '={{ $json.outcome !== null }}',
					rightValue: true,
					operator: { type: 'boolean', operation: 'true', singleValue: true },
				},
			],
			combinator: 'and',
		},
	};
	return [
		makeNode({ phoneNumber: '={{ $json.body.phone }}', callEvents: 'none' }, { name: 'Make' }),
		node('Ended?', 'n8n-nodes-base.if', ended, { typeVersion: 2.2 }),
		node('Wait', 'n8n-nodes-base.wait', { amount: 30, unit: 'seconds' }, { typeVersion: 1.1 }),
		topCallsNode(
			{ resource: 'call', operation: 'get', callId: '={{ $json.call_id }}' },
			{ name: 'Get' },
		),
	];
}

const straight = (nodes: INode[]) => chain(...nodes.map(({ name }) => name));

/** Only a call that has not ended continues to Wait, and from Get back to If. */
function loopConnections(): IConnections {
	const to = (name: string) => ({ node: name, type: 'main' as const, index: 0 });
	return {
		...chain('Webhook', 'Make', 'Ended?'),
		'Ended?': { main: [[], [to('Wait')]] },
		...chain('Wait', 'Get', 'Ended?'),
	};
}
