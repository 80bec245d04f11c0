import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { SavedCredential } from '../../n8n';
import { TASK, workflowOf, type Stage } from '../../environment';
import type { Figures } from '../figures';
import { publishWhole, type Flow } from '../flows';
import { SECRET, SIGNED, SLACK, VERIFIED, WEBHOOK, type Listener } from '../listeners';
import { atLeast, noGoal, type Contender, type Goal, type Row } from '../row';
import { sendEach } from '../sendEach';
import { fictionalNumbers } from '../../sandbox';

const COUNT = 300;
const IN_FLIGHT = 20;
const NUMBERS = fictionalNumbers(COUNT);

const SETTINGS: Array<{ suffix: string; env: Record<string, string> }> = [
	{ suffix: '', env: {} },
	// n8n sets up its sandbox for expressions only once there is one to evaluate.
	{ suffix: '; lazy sandbox', env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' } },
];

/** How many events in a second start an execution. */
export const trigger: Row = {
	name: 'trigger',
	title: 'Events that start executions',
	how: `${COUNT} signed events of as many ended calls are posted, ${IN_FLIGHT} at a time, to a workflow of nothing but the trigger. The
time runs from the first event to the end of the last execution by n8n's record, so it holds all of n8n's own work.
Once on n8n as it is installed, and once with \`N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true\` (“lazy sandbox”).`,
	columns: [
		{ key: 'perSecond', title: 'executions per second', digits: 1 },
		{ key: 'executions', title: 'executions' },
	],
	goals: SETTINGS.flatMap(({ suffix }) => [
		compared(SIGNED, WEBHOOK, suffix, atLeast(0.95)),
		compared(SIGNED, SLACK, suffix, atLeast(0.95)),
		compared(VERIFIED, WEBHOOK, suffix, noGoal),
	]),
	remarks: [
		'The Webhook node takes everything from anybody. TopCalls Trigger checks the signature, takes each event once, remembers it in n8n’s database, and with Verify with API fetches the call from TopCalls; the sandbox answers at once here.',
		'n8n 2.x sets up a sandbox for expressions, some ten milliseconds of work, for each execution, for each event of a trigger that is not its own Webhook node, and for each time a trigger reads its credential. A trigger with a credential, n8n’s own Slack Trigger as well as ours, so has three for each event where the Webhook node has one; Verify with API adds a fourth. No trigger can avoid them, n8n’s setting can.',
		'With the setting n8n still evaluates an expression for each event of a trigger of version 1, as Slack Trigger is; ours has version 1.1. What then is left beside the Webhook node is reading the credential and writing to n8n’s database which events have been taken.',
	],
	warmUp: true,

	async prepare(workshop): Promise<Contender[]> {
		const contenders: Contender[] = [];
		for (const { suffix, env } of SETTINGS) {
			const credential = { webhookSecret: SECRET };
			const stage = await workshop.ownStage({ credential, n8nEnv: env });
			const slack = await slackCredential(stage);
			for (const listener of [WEBHOOK, SLACK, SIGNED, VERIFIED]) {
				const flow = await listen(stage, listener, slack);
				const name = listener.name + suffix;
				contenders.push({ name, measure: async () => await measure(listener, flow) });
			}
		}
		return contenders;
	},
};

function compared(
	ours: Listener,
	theirs: Listener,
	suffix: string,
	goal: Pick<Goal, 'wanted' | 'isMet'>,
): Goal {
	return {
		title: `Events per second of ${ours.name} ÷ ${theirs.name}${suffix}`,
		...goal,
		figure: (of) =>
			Number(of(ours.name + suffix).perSecond) / Number(of(theirs.name + suffix).perSecond),
		digits: 2,
	};
}

async function slackCredential({ client }: Stage): Promise<SavedCredential> {
	const data = { accessToken: 'none', signatureSecret: SECRET };
	return await client.createCredential({ name: 'Slack account', type: 'slackApi', data });
}

async function listen(stage: Stage, listener: Listener, slack: SavedCredential): Promise<Flow> {
	const webhookId = randomUUID();
	const workflow = workflowOf(listener.name, [listener.node(webhookId)]);
	return await publishWhole(stage, listener.path(webhookId), workflow, [slack]);
}

async function measure(listener: Listener, { stage, workflow, path }: Flow): Promise<Figures> {
	const { client } = stage;
	const events = await endedCalls(stage);
	const before = await client.countExecutions(['success'], workflow.id);

	const start = Date.now();
	await sendEach(events, IN_FLIGHT, async (event) => {
		const response = await client.callWebhook(path, { method: 'POST', ...listener.request(event) });
		if (!response.ok) throw new Error(`${workflow.name} answered ${response.status}`);
		await response.arrayBuffer();
	});
	await client.untilExecutions(before + COUNT, ['success'], workflow.id);
	const last = await client.executions(workflow.id);
	const end = Math.max(...last.map(({ stoppedAt }) => Date.parse(String(stoppedAt))));
	return { perSecond: (COUNT / (end - start)) * 1_000, executions: COUNT };
}

/** Places calls that nobody has been told of, lets them end, and gives the events of their end. */
async function endedCalls({ sandbox }: Stage): Promise<IDataObject[]> {
	const known = new Set(sandbox.calls().map(({ id }) => id));
	const headers = { authorization: `Bearer ${sandbox.apiKey}`, 'content-type': 'application/json' };
	await sendEach(NUMBERS, IN_FLIGHT, async (phone_number) => {
		const body = JSON.stringify({ phone_number, task: TASK });
		const response = await fetch(`${sandbox.url}/v1/calls`, { method: 'POST', headers, body });
		await response.arrayBuffer();
	});
	sandbox.advance(3_600_000);
	const fresh = sandbox.calls().filter(({ id }) => !known.has(id));
	return fresh.map(({ id, phoneNumber }) => ({
		event: 'call.completed',
		call_id: id,
		phone_number: phoneNumber,
		status: 'completed',
		call_status: 'completed',
		completed: true,
	}));
}
