import { createHmac, randomUUID } from 'node:crypto';
import type { INode } from 'n8n-workflow';
import { node, workflowOf, type Stage } from '../../stage';
import type { Figures } from '../figures';
import { phones, publishWhole, startedBy, TASK, type Flow } from '../flows';
import { atLeast, type Contender, type Row } from '../row';
import { sendEach } from '../sendEach';

const COUNT = 1_000;
const IN_FLIGHT = 20;
const NUMBERS = phones(COUNT);
const SECRET = 'a secret between TopCalls and this n8n';

const WEBHOOK = 'Webhook node';
const SIGNED = 'TopCalls Trigger, signature';
const VERIFIED = 'TopCalls Trigger, signature and Verify with API';

/** How many events in a second start an execution. */
export const trigger: Row = {
	name: 'trigger',
	title: 'Events that start executions',
	how: `${COUNT.toLocaleString('en-US')} signed events of as many ended calls are posted, ${IN_FLIGHT} at a time, to a workflow of nothing but the trigger. The
time runs from the first event to the end of the last execution by n8n's record, so it holds all of n8n's own work.`,
	columns: [
		{ key: 'perSecond', title: 'executions per second', digits: 1 },
		{ key: 'executions', title: 'executions' },
	],
	goals: [
		{
			title: 'Events per second of TopCalls Trigger, signature only ÷ Webhook node',
			...atLeast(0.95),
			figure: (of) => Number(of(SIGNED).perSecond) / Number(of(WEBHOOK).perSecond),
			digits: 2,
		},
		{
			title: 'The same with Verify with API',
			wanted: 'no goal',
			isMet: () => true,
			figure: (of) => Number(of(VERIFIED).perSecond) / Number(of(WEBHOOK).perSecond),
			digits: 2,
		},
	],
	remarks: [
		'The Webhook node takes everything from anybody. TopCalls Trigger checks the signature, takes each event once, remembers it in n8n’s database, and with Verify with API fetches the call from TopCalls; the sandbox answers at once here.',
	],
	warmUp: true,

	async prepare(workshop): Promise<Contender[]> {
		const stage = await workshop.ownStage({ credential: { webhookSecret: SECRET } });
		const triggers: Array<[string, (path: string) => INode, string]> = [
			[WEBHOOK, (path) => startedBy(path, 'onReceived'), ''],
			[SIGNED, (webhookId) => triggerNode(webhookId, false), '/webhook'],
			[VERIFIED, (webhookId) => triggerNode(webhookId, true), '/webhook'],
		];
		const contenders: Contender[] = [];
		for (const [name, nodeAt, suffix] of triggers) {
			const path = randomUUID();
			const flow = await publishWhole(stage, path + suffix, workflowOf(name, [nodeAt(path)]));
			contenders.push({ name, measure: async () => await measure(stage, flow) });
		}
		return contenders;
	},
};

async function measure(stage: Stage, { workflow, path }: Flow): Promise<Figures> {
	const { client } = stage;
	const bodies = await endedCalls(stage);
	const before = await client.countExecutions(['success'], workflow.id);

	const start = Date.now();
	await sendEach(bodies, IN_FLIGHT, async (body) => {
		const signature = createHmac('sha256', SECRET).update(body).digest('hex');
		const headers = { 'content-type': 'application/json', 'x-topcalls-signature': signature };
		const response = await client.callWebhook(path, { method: 'POST', headers, body });
		if (!response.ok) throw new Error(`${workflow.name} answered ${response.status}`);
		await response.arrayBuffer();
	});
	await client.untilExecutions(before + COUNT, ['success'], workflow.id);
	const last = await client.executions(workflow.id);
	const end = Math.max(...last.map(({ stoppedAt }) => Date.parse(String(stoppedAt))));
	return { perSecond: (COUNT / (end - start)) * 1_000, executions: COUNT };
}

/** Places calls that nobody has been told of, lets them end, and writes the events of their end. */
async function endedCalls({ sandbox }: Stage): Promise<string[]> {
	const known = new Set(sandbox.calls().map(({ id }) => id));
	const headers = { authorization: `Bearer ${sandbox.apiKey}`, 'content-type': 'application/json' };
	await sendEach(NUMBERS, IN_FLIGHT, async (phone_number) => {
		const body = JSON.stringify({ phone_number, task: TASK });
		const response = await fetch(`${sandbox.url}/v1/calls`, { method: 'POST', headers, body });
		await response.arrayBuffer();
	});
	sandbox.advance(3_600_000);
	const fresh = sandbox.calls().filter(({ id }) => !known.has(id));
	return fresh.map(({ id, phoneNumber }) =>
		JSON.stringify({
			event: 'call.completed',
			call_id: id,
			phone_number: phoneNumber,
			status: 'completed',
			call_status: 'completed',
			completed: true,
		}),
	);
}

function triggerNode(webhookId: string, verifyWithApi: boolean): INode {
	const parameters = { source: 'calls', verifyWithApi };
	return node('TopCalls Trigger', 'n8n-nodes-topcalls.topCallsTrigger', parameters, {
		webhookId,
		credentials: { topCallsApi: { id: null, name: '' } },
	});
}
