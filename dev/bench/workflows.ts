import { randomUUID } from 'node:crypto';
import type { IDataObject, INode } from 'n8n-workflow';
import type { ExecutionSummary, SavedCredential, SavedWorkflow, Workflow } from '../n8n';
import { node, TASK, workflowOf, type Environment } from '../environment';
import type { Figures } from './figures';
import { sendEach } from './sendEach';

/** A published workflow, with the path of the webhook that starts it. */
export interface PublishedWorkflow {
	environment: Environment;
	workflow: SavedWorkflow;
	path: string;
}

/** Publishes a workflow that a webhook starts; it answers once the workflow has ended, or at once. */
export async function publishWithWebhook(
	environment: Environment,
	name: string,
	nodes: INode[],
	responseMode: ResponseMode = 'lastNode',
): Promise<PublishedWorkflow> {
	const path = randomUUID();
	return await publishWorkflow(
		environment,
		path,
		workflowOf(name, [startedBy(path, responseMode), ...nodes]),
	);
}

/** Publishes a workflow that has a trigger of its own. */
export async function publishWorkflow(
	environment: Environment,
	path: string,
	definition: Workflow,
	credentials: SavedCredential[] = [],
): Promise<PublishedWorkflow> {
	const all = [environment.credential, ...credentials];
	const workflow = await environment.client.createWorkflow(definition, all);
	await environment.client.activate(workflow);
	return { environment, workflow, path };
}

type ResponseMode = 'lastNode' | 'onReceived';

export function startedBy(path: string, responseMode: ResponseMode): INode {
	const parameters = {
		path,
		httpMethod: 'POST',
		responseMode,
		responseData: 'noData',
		options: {},
	};
	const more = { typeVersion: 2.1, webhookId: randomUUID() };
	return node('Webhook', 'n8n-nodes-base.webhook', parameters, more);
}

/** One item for each number that the webhook received. */
export function itemsOfBody(): INode {
	return node('Items', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'body.items', options: {} });
}

/**
 * Runs a workflow over all numbers.
 *
 * @returns milliseconds that n8n says the execution took
 */
export async function makeCalls(workflow: PublishedWorkflow, numbers: string[]): Promise<number> {
	return await runOver(
		workflow,
		numbers.map((phone) => ({ phone })),
	);
}

/** The same for any items. */
export async function runOver(published: PublishedWorkflow, items: IDataObject[]): Promise<number> {
	await startExecution(published, { items });
	return await durationOfLast(published.environment, published.workflow);
}

/** Starts an execution over some items; comes back when the webhook has answered. */
export async function startExecution(
	{ environment, path }: PublishedWorkflow,
	body: { items: IDataObject[] } & IDataObject,
): Promise<void> {
	const response = await environment.client.callWebhook(path, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	await response.arrayBuffer();
}

/**
 * Starts an execution for each number, so many at a time, by a webhook that answers at once. Its body has the number
 * as `phone`, and as the one item that `itemsOfBody` outputs.
 */
export async function startForEach(
	published: PublishedWorkflow,
	numbers: string[],
	inFlight: number,
): Promise<void> {
	await sendEach(numbers, inFlight, async (phone) => {
		await startExecution(published, { phone, items: [{ phone }] });
	});
}

async function durationOfLast(
	{ client }: Environment,
	{ id, name }: SavedWorkflow,
): Promise<number> {
	const [last] = await client.executions(id);
	if (!last?.stoppedAt) throw new Error(`${name} has not ended`);
	return durationOf(last);
}

/** @returns milliseconds that n8n says an execution took */
export function durationOf({ startedAt, stoppedAt }: ExecutionSummary): number {
	return Date.parse(stoppedAt ?? '') - Date.parse(startedAt ?? '');
}

/** How often the sandbox answered that there were too many requests. */
export function refusals({ sandbox }: Environment): number {
	return sandbox.requests().filter(({ status }) => status === 429).length;
}

/** Lets all calls end, and counts how many people were called, and how many more than once. */
export function countCalls({ sandbox }: Environment): Figures {
	const placed = sandbox.placed();
	sandbox.advance(3_600_000);
	const rings = Object.values(sandbox.rings());
	const twice = rings.filter((count) => count > 1).length;
	return { placed, called: rings.length, twice };
}

/**
 * The HTTP Request node as a user fills it in for the TopCalls API, with a Header Auth credential.
 *
 * @param fields of the body, beside the number and the task
 */
export function httpRequestNode(
	url: string,
	options: IDataObject,
	more: Partial<INode>,
	fields: Record<string, string> = {},
): INode {
	const body = { phone_number: '={{ $json.phone }}', task: TASK, ...fields };
	const bodyParameters = {
		parameters: Object.entries(body).map(([name, value]) => ({ name, value })),
	};
	const parameters = {
		method: 'POST',
		url: `${url}/v1/calls`,
		authentication: 'genericCredentialType',
		genericAuthType: 'httpHeaderAuth',
		sendBody: true,
		bodyParameters,
		options,
	};
	return node('HTTP Request', 'n8n-nodes-base.httpRequest', parameters, {
		typeVersion: 4.5,
		...more,
	});
}

/** The credential with which the HTTP Request node sends the API key. */
export async function headerAuth({ client, sandbox }: Environment): Promise<Partial<INode>> {
	const type = 'httpHeaderAuth';
	const { id, name } = await client.createCredential({
		name: 'TopCalls as a header',
		type,
		data: { name: 'Authorization', value: `Bearer ${sandbox.apiKey}` },
	});
	return { credentials: { [type]: { id, name } } };
}
