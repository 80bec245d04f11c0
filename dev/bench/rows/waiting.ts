import { randomUUID } from 'node:crypto';
import type { IConnections, INode } from 'n8n-workflow';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chain, makeNode, node, topCallsNode, workflowOf, type Stage } from '../../environment';
import type { Figures } from '../figures';
import { publishWhole, startedBy, type Flow } from '../flows';
import { memoryOf, probedEnvironment } from '../memory';
import { exactly, type Contender, type Row } from '../row';
import { sendEach } from '../sendEach';
import type { Workshop } from '../workshop';
import { fictionalNumbers } from '../../sandbox';

const COUNT = 1_000;
const IN_FLIGHT = 10;
const LOOKS = 10;
const LOOK_MS = 100;

const SUSPENDED = 'Make and Wait, Wait Using: Webhook';
const POLLING = 'Make and Wait, Wait Using: Polling';
const LOOP = 'Make, then a loop of Wait (30 s) and Get';

/** What executions that wait for the end of their call take from n8n. */
export const waiting: Row = {
	name: 'waiting',
	title: '1,000 executions that wait for a call',
	how: `A webhook starts ${COUNT.toLocaleString('en-US')} executions, each of which places one call and waits for its end, which does not come. Each
measurement has an n8n of its own, which before it has run as many executions of the same kind that ended. Memory is
that of n8n's main process: heap with external memory right after forced garbage collection, and RSS; the growth
from before the first execution to when all of them wait, divided by their number. Running and waiting is what n8n
reports.`,
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
		'The loop is what nodes of other services make you build: Make, Wait, Get, If, and back to Wait. With a Wait of 65 seconds or more n8n puts the execution aside too, but wakes it for each look.',
		'Running executions count against n8n’s concurrency limit, and are lost or run again when n8n restarts.',
		'Some megabytes of heap and RSS come and go by chance, so what takes nothing can come out a little below zero. n8n 2.x keeps a sandbox for expressions with each running execution, which is most of its RSS.',
	],
	warmUp: false,

	async prepare(workshop): Promise<Contender[]> {
		const flows: Array<[string, () => INode[], (nodes: INode[]) => IConnections]> = [
			[SUSPENDED, () => [makeAndWait('webhook')], straight],
			[POLLING, () => [makeAndWait('polling')], straight],
			[LOOP, loopNodes, loopConnections],
		];
		return flows.map(([name, nodes, connections]) => ({
			name,
			measure: async () => await measure(workshop, name, nodes(), connections),
		}));
	},
};

async function measure(
	workshop: Workshop,
	name: string,
	nodes: INode[],
	connections: (nodes: INode[]) => IConnections,
): Promise<Figures> {
	const memoryFile = join(dirname(workshop.tarball), 'memory.json');
	const stage = await workshop.ownStage({ n8nEnv: probedEnvironment(memoryFile) });
	try {
		const path = randomUUID();
		const all = [startedBy(path, 'onReceived'), ...nodes];
		const flow = await publishWhole(stage, path, workflowOf(name, all, connections(all)));
		await endAtOnce(flow);

		const before = await memoryOf(stage, memoryFile);
		await startAll(flow, fictionalNumbers(COUNT));
		const [running, waiting] = await untilAllWait(stage);
		const after = await memoryOf(stage, memoryFile);
		const each = (bytes: number) => bytes / COUNT / 1_000;
		return {
			running,
			waiting,
			heap: each(after.heap - before.heap),
			rss: each(after.rss - before.rss),
		};
	} finally {
		await workshop.close(stage);
	}
}

/** Lets the workflow run as often as it will be measured, with calls that have ended when they are placed. */
async function endAtOnce(flow: Flow): Promise<void> {
	const { stage, workflow } = flow;
	await startAll(
		flow,
		fictionalNumbers(COUNT).map((phone) => phone.replace(/\d{4}$/, '0011')),
	);
	await stage.client.untilExecutions(COUNT, ['success'], workflow.id);
	stage.sandbox.reset();
}

async function startAll({ stage, path }: Flow, numbers: string[]): Promise<void> {
	await sendEach(numbers, IN_FLIGHT, async (phone) => {
		const response = await stage.client.callWebhook(path, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ phone }),
		});
		await response.arrayBuffer();
	});
}

/** Waits until all calls are placed and what n8n reports does not change any more. */
async function untilAllWait({
	sandbox,
	client,
}: Stage): Promise<[running: number, waiting: number]> {
	await sandbox.waitFor(() => sandbox.placed() === COUNT, 300_000);
	const seen: string[] = [];
	for (;;) {
		const running = await client.countExecutions(['running', 'new']);
		const waiting = await client.countExecutions(['waiting']);
		seen.push(`${running} ${waiting}`);
		if (seen.length > LOOKS && new Set(seen.slice(-LOOKS)).size === 1) return [running, waiting];
		await delay(LOOK_MS);
	}
}

function makeAndWait(waitUsing: 'webhook' | 'polling'): INode {
	return makeNode({ operation: 'makeAndWait', phoneNumber: '={{ $json.body.phone }}', waitUsing });
}

function loopNodes(): INode[] {
	const ended = {
		conditions: {
			options: { caseSensitive: true, typeValidation: 'strict', version: 2 },
			conditions: [
				{
					id: randomUUID(),
					leftValue: '={{ $json.ended }}',
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

/** Only a call that has not ended goes on to Wait, and from Get back to the question. */
function loopConnections(): IConnections {
	const to = (name: string) => ({ node: name, type: 'main' as const, index: 0 });
	return {
		...chain('Webhook', 'Make', 'Ended?'),
		'Ended?': { main: [[], [to('Wait')]] },
		...chain('Wait', 'Get', 'Ended?'),
	};
}
