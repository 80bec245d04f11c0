import type {
	ExecutionStatus,
	ICredentialType,
	IConnections,
	INode,
	INodeTypeDescription,
} from 'n8n-workflow';
import { setTimeout as delay } from 'node:timers/promises';
import {
	countExecutions,
	ENDED,
	listExecutions,
	readExecution,
	untilExecution,
	type ExecutionSummary,
} from './executions';
import { untilPublication } from './publication';
import { PROBE_MILLISECONDS } from './readiness';
import { RestSession } from './restSession';
import type { SavedExecution } from './savedExecution';

/** The owner of the n8n. */
export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

export interface CredentialData {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export interface SavedCredential {
	id: string;
	name: string;
	type: string;
}

/** A workflow as n8n exports it. */
export interface Workflow {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: Record<string, unknown>;
}

export interface SavedWorkflow extends Workflow {
	id: string;
	versionId: string;
}

/** Does what a user does in n8n's editor, through the REST API that the editor uses. */
export class N8nClient {
	private readonly rest: RestSession;

	constructor(private readonly url: string) {
		this.rest = new RestSession(url);
	}

	/** Fills in the first page of a new n8n; its owner is logged in afterwards. */
	async setupOwner(owner: Owner): Promise<void> {
		await this.rest.request('POST', '/owner/setup', owner);
	}

	async login(owner: Pick<Owner, 'email' | 'password'>): Promise<void> {
		const { email, password } = owner;
		await this.rest.request('POST', '/login', { emailOrLdapLoginId: email, password });
	}

	/** Descriptions of all nodes that n8n has loaded. */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		return (await this.rest.json('GET', '/types/nodes.json')) as INodeTypeDescription[];
	}

	/** Descriptions of all credential types that n8n has loaded. */
	async credentialTypes(): Promise<ICredentialType[]> {
		return (await this.rest.json('GET', '/types/credentials.json')) as ICredentialType[];
	}

	async createCredential(credential: CredentialData): Promise<SavedCredential> {
		return await this.rest.request('POST', '/credentials', credential);
	}

	/** What n8n shows when a user saves a credential, optionally with changed data. */
	async testCredential(
		{ id, name, type }: SavedCredential,
		data: CredentialData['data'],
	): Promise<{ status: string; message: string }> {
		const credentials = { id, name, type, data };
		return await this.rest.request('POST', '/credentials/test', { credentials });
	}

	/** Imports a workflow, not yet active; its nodes get the given credentials by type. */
	async createWorkflow(
		workflow: Workflow,
		credentials: SavedCredential[] = [],
	): Promise<SavedWorkflow> {
		const nodes = workflow.nodes.map((node) => withCredentials(node, credentials));
		return await this.rest.request('POST', '/workflows', { ...workflow, nodes, active: false });
	}

	/** A workflow as n8n has it saved now. */
	async workflow(id: string): Promise<SavedWorkflow> {
		return await this.rest.request('GET', `/workflows/${id}`);
	}

	/** Changes a workflow and saves it; the published version stays as it is. */
	async change(workflow: SavedWorkflow, changes: Partial<Workflow>): Promise<SavedWorkflow> {
		const { versionId, nodes, connections } = await this.workflow(workflow.id);
		const body = { versionId, nodes, connections, ...changes };
		return await this.rest.request('PATCH', `/workflows/${workflow.id}`, body);
	}

	/** Clicks “Execute workflow” and waits until the execution has ended. */
	async run(workflow: SavedWorkflow, trigger = firstTriggerOf(workflow)): Promise<SavedExecution> {
		return await this.executionIn(await this.start(workflow, trigger), ENDED);
	}

	/** Clicks “Execute workflow”; resolves to the ID of the execution. */
	async start(workflow: SavedWorkflow, trigger = firstTriggerOf(workflow)): Promise<string> {
		const { executionId } = await this.rest.request<{ executionId?: string }>(
			'POST',
			`/workflows/${workflow.id}/run`,
			// n8n 1.x takes the workflow from the request, n8n 2.x from its database.
			{ workflowData: workflow, triggerToStartFrom: { name: trigger } },
		);
		if (!executionId) throw new Error(`${workflow.name} waits for a test event at ${trigger}`);
		return executionId;
	}

	/** Clicks “Listen for test event”; resolves when the trigger's test URL answers. */
	async listen(workflow: SavedWorkflow, trigger = firstTriggerOf(workflow)): Promise<void> {
		const { waitingForWebhook } = await this.rest.request<{ waitingForWebhook?: boolean }>(
			'POST',
			`/workflows/${workflow.id}/run`,
			{ workflowData: workflow, triggerToStartFrom: { name: trigger } },
		);
		if (!waitingForWebhook) throw new Error(`${workflow.name} does not wait for a test event`);
	}

	/** Clicks “Stop listening”, and waits until the test URL of the trigger is gone. */
	async stopListening(workflow: SavedWorkflow, path: string): Promise<void> {
		await this.rest.request('DELETE', `/test-webhook/${workflow.id}`);
		while ((await this.callTestWebhook(path)).status !== 404) await delay(PROBE_MILLISECONDS);
	}

	/** Waits until an execution is in one of the given states. */
	async executionIn(id: string, statuses: ExecutionStatus[]): Promise<SavedExecution> {
		return await untilExecution(this.rest, id, statuses);
	}

	/** One execution with the items of all its nodes. */
	async execution(id: string): Promise<SavedExecution> {
		return await readExecution(this.rest, id);
	}

	/** All executions of a workflow, newest first, without their items. */
	async executions(workflowId: string): Promise<ExecutionSummary[]> {
		return await listExecutions(this.rest, workflowId);
	}

	/** Clicks “Retry” on a failed execution; it continues as a new execution. */
	async retry(executionId: string): Promise<void> {
		await this.rest.request('POST', `/executions/${executionId}/retry`, { loadWorkflow: false });
	}

	/** How many executions of all workflows, or of one, are in one of the given states. */
	async countExecutions(statuses: ExecutionStatus[], workflowId?: string): Promise<number> {
		return await countExecutions(this.rest, statuses, workflowId);
	}

	/** Waits until `count` executions are in one of the given states. */
	async untilExecutions(
		count: number,
		statuses: ExecutionStatus[],
		workflowId?: string,
	): Promise<void> {
		while ((await this.countExecutions(statuses, workflowId)) !== count) {
			await delay(PROBE_MILLISECONDS);
		}
	}

	/** Clicks “Stop” on an execution. */
	async stop(executionId: string): Promise<void> {
		await this.rest.request('POST', `/executions/${executionId}/stop`, {});
	}

	/** Publishes a workflow and waits until its triggers listen. */
	async activate(workflow: SavedWorkflow): Promise<void> {
		const { versionId } = workflow;
		await this.rest.request('POST', `/workflows/${workflow.id}/activate`, { versionId });
		await untilPublication(this.rest, workflow.id, 'published');
	}

	/** Unpublishes a workflow and waits until its triggers are gone. */
	async deactivate(workflow: SavedWorkflow): Promise<void> {
		await this.rest.request('POST', `/workflows/${workflow.id}/deactivate`, {});
		await untilPublication(this.rest, workflow.id, 'not_published');
	}

	/** The production URL of a webhook. */
	webhookUrl(path: string): string {
		return `${this.url}/webhook/${path}`;
	}

	/** Calls a production webhook of a published workflow. */
	async callWebhook(path: string, init: RequestInit = { method: 'POST' }): Promise<Response> {
		return await fetch(this.webhookUrl(path), init);
	}

	/** Submits a form of a published workflow, with one value for each of its fields. */
	async submitForm(path: string, values: string[]): Promise<Response> {
		const body = new FormData();
		values.forEach((value, index) => body.set(`field-${index}`, value));
		return await fetch(`${this.url}/form/${path}`, { method: 'POST', body });
	}

	/** Calls the test URL of a trigger that listens for a test event. */
	async callTestWebhook(path: string, init: RequestInit = { method: 'POST' }): Promise<Response> {
		return await fetch(`${this.url}/webhook-test/${path}`, init);
	}
}

function withCredentials(node: INode, credentials: SavedCredential[]): INode {
	const wanted = Object.keys(node.credentials ?? {});
	const found = credentials.filter(({ type }) => wanted.includes(type));
	if (found.length === 0) return node;
	const entries = found.map(({ type, id, name }) => [type, { id, name }]);
	return { ...node, credentials: { ...node.credentials, ...Object.fromEntries(entries) } };
}

function firstTriggerOf(workflow: Workflow): string {
	const trigger = workflow.nodes.find(({ type }) => /trigger$/i.test(type));
	if (!trigger) throw new Error(`${workflow.name} has no trigger to start from`);
	return trigger.name;
}
