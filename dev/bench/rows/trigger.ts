import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { SavedCredential } from '../../n8n';
import { TASK, workflowOf, type Environment } from '../../environment';
import type { Figures } from '../figures';
import { publishWorkflow, type PublishedWorkflow } from '../workflows';
import { SECRET, SIGNED, SLACK, VERIFIED, WEBHOOK, type ComparedTrigger } from '../triggers';
import { atLeast, noGoal, type Contender, type Goal, type Row } from '../row';
import { sendEach } from '../sendEach';
import { fictionalNumbers } from '../../sandbox';

const COUNT = 300;
const IN_FLIGHT = 20;
const NUMBERS = fictionalNumbers(COUNT);

const SETTINGS: Array<{ suffix: string; env: Record<string, string> }> = [
	{ suffix: '', env: {} },
	// n8n then prepares its sandbox for expressions only when there is one to evaluate.
	{ suffix: '; lazy sandbox', env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' } },
];

/** How many events per second start an execution. */
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
		'The Webhook node accepts everything from anybody. TopCalls Trigger checks the signature, accepts each event once, saves it in n8n’s database, and with Verify with API fetches the call from TopCalls; here the sandbox answers at once.',
		'n8n 2.x sets up a sandbox for expressions, some ten milliseconds of work, for each execution, for each event of a trigger that is not its own Webhook node, and for each time a trigger reads its credential. So a trigger with a credential, such as n8n’s own Slack Trigger and ours, has three for each event where the Webhook node has one (Verify with API uses the credential that was read). No trigger can avoid them, but n8n’s setting can.',
		'With the setting n8n still evaluates an expression for each event of a trigger of version 1, as Slack Trigger is; ours has version 1.1. The remaining difference to the Webhook node is reading the credential and writing the accepted events to n8n’s database.',
	],
	warmUp: true,

	async prepare(environments): Promise<Contender[]> {
		const contenders: Contender[] = [];
		for (const { suffix, env } of SETTINGS) {
			const credential = { webhookSecret: SECRET };
			const environment = await environments.own({ credential, n8nEnv: env });
			const slack = await slackCredential(environment);
			for (const tested of [WEBHOOK, SLACK, SIGNED, VERIFIED]) {
				const published = await publishTrigger(environment, tested, slack);
				const name = tested.name + suffix;
				contenders.push({ name, measure: async () => await measure(tested, published) });
			}
		}
		return contenders;
	},
};

function compared(
	ours: ComparedTrigger,
	theirs: ComparedTrigger,
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

async function slackCredential({ client }: Environment): Promise<SavedCredential> {
	const data = { accessToken: 'none', signatureSecret: SECRET };
	return await client.createCredential({ name: 'Slack account', type: 'slackApi', data });
}

async function publishTrigger(
	environment: Environment,
	tested: ComparedTrigger,
	slack: SavedCredential,
): Promise<PublishedWorkflow> {
	const webhookId = randomUUID();
	const workflow = workflowOf(tested.name, [tested.node(webhookId)]);
	return await publishWorkflow(environment, tested.path(webhookId), workflow, [slack]);
}

async function measure(
	tested: ComparedTrigger,
	{ environment, workflow, path }: PublishedWorkflow,
): Promise<Figures> {
	const { client } = environment;
	const events = await endedCalls(environment);
	const before = await client.countExecutions(['success'], workflow.id);

	const start = Date.now();
	await sendEach(events, IN_FLIGHT, async (event) => {
		const response = await client.callWebhook(path, { method: 'POST', ...tested.request(event) });
		if (!response.ok) throw new Error(`${workflow.name} answered ${response.status}`);
		await response.arrayBuffer();
	});
	await client.untilExecutions(before + COUNT, ['success'], workflow.id);
	const last = await client.executions(workflow.id);
	const end = Math.max(...last.map(({ stoppedAt }) => Date.parse(String(stoppedAt))));
	return { perSecond: (COUNT / (end - start)) * 1_000, executions: COUNT };
}

/** Places calls without a webhook, lets them end, and returns the events of their end. */
async function endedCalls({ sandbox }: Environment): Promise<IDataObject[]> {
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
