import type {
	ExecutionStatus,
	ICredentialType,
	IConnections,
	INode,
	INodeTypeDescription,
} from 'n8n-workflow';
import { setTimeout as delay } from 'node:timers/promises';
import { RestError, RestSession } from './restSession';
import { unflatten, type SavedExecution } from './savedExecution';

/** Who owns the n8n. */
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

const ENDED: ExecutionStatus[] = ['success', 'error', 'crashed', 'canceled'];
const PROBE_MILLISECONDS = 100;
/** Of a list of executions, as n8n limits it. */
const PAGE = 100;
const STATUSES: ExecutionStatus[] = ['new', 'running', 'waiting', 'unknown', ...ENDED];

/** What a user does in n8n's editor, done through the REST API that the editor uses. */
export class N8nClient {
	private readonly rest: RestSession;

	constructor(private readonly url: string) {
		this.rest = new RestSession(url);
	}

	/** Fills in the first page of a fresh n8n; its owner is logged in afterwards. */
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

	/** What n8n does and shows when a user saves a credential, perhaps with changed data. */
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

	/** Presses the button that runs a workflow, and waits until it has ended. */
	async run(workflow: SavedWorkflow, trigger = firstTriggerOf(workflow)): Promise<SavedExecution> {
		return await this.executionIn(await this.start(workflow, trigger), ENDED);
	}

	/** Presses the button that runs a workflow; resolves to the id of its execution. */
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

	/** Presses “Listen for test event”; resolves when the trigger's test URL answers. */
	async listen(workflow: SavedWorkflow, trigger = firstTriggerOf(workflow)): Promise<void> {
		const { waitingForWebhook } = await this.rest.request<{ waitingForWebhook?: boolean }>(
			'POST',
			`/workflows/${workflow.id}/run`,
			{ workflowData: workflow, triggerToStartFrom: { name: trigger } },
		);
		if (!waitingForWebhook) throw new Error(`${workflow.name} does not wait for a test event`);
	}

	/** Presses “Stop listening”, and waits until the test URL of the trigger is gone. */
	async stopListening(workflow: SavedWorkflow, path: string): Promise<void> {
		await this.rest.request('DELETE', `/test-webhook/${workflow.id}`);
		while ((await this.callTestWebhook(path)).status !== 404) await delay(PROBE_MILLISECONDS);
	}

	/** Waits until an execution is in one of the given states. */
	async executionIn(id: string, statuses: ExecutionStatus[]): Promise<SavedExecution> {
		for (;;) {
			const execution = await this.execution(id);
			const isWhole = hasItems(execution);
			if (statuses.includes(execution.status) && isWhole) return execution;
			if (ENDED.includes(execution.status) && !statuses.includes(execution.status)) {
				throw new Error(`Execution ${id} ended as ${execution.status}`);
			}
			await delay(PROBE_MILLISECONDS);
		}
	}

	/** One execution with the items of all its nodes. */
	async execution(id: string): Promise<SavedExecution> {
		const saved = await this.rest.request<Omit<SavedExecution, 'data'> & { data: string }>(
			'GET',
			`/executions/${id}`,
		);
		return { ...saved, data: unflatten(saved.data) as SavedExecution['data'] };
	}

	/** All executions of a workflow, newest first, without their items. */
	async executions(workflowId: string): Promise<Array<Omit<SavedExecution, 'data'>>> {
		// Without a status n8n asks for running and for ended ones apart, and misses one that ends in between.
		const filter = encodeURIComponent(JSON.stringify({ workflowId, status: STATUSES }));
		const all: ExecutionsPage['results'] = [];
		for (let next = ''; ; ) {
			const { results, nextCursor } = await this.rest.request<ExecutionsPage>(
				'GET',
				`/executions?filter=${filter}&limit=${PAGE}${next}`,
			);
			all.push(...results);
			if (results.length < PAGE) return all;
			// Before 2.41 n8n knows no cursors.
			next = nextCursor ? `&cursor=${nextCursor}` : `&firstId=0&lastId=${all.at(-1)?.id}`;
		}
	}

	/** Presses the button that runs a failed execution again; it goes on as a new execution. */
	async retry(executionId: string): Promise<void> {
		await this.rest.request('POST', `/executions/${executionId}/retry`, { loadWorkflow: false });
	}

	/** How many executions are in one of the given states, of all workflows or of one. */
	async countExecutions(statuses: ExecutionStatus[], workflowId?: string): Promise<number> {
		const filter = encodeURIComponent(JSON.stringify({ status: statuses, workflowId }));
		const { count } = await this.rest.request<{ count: number }>(
			'GET',
			`/executions?filter=${filter}`,
		);
		return count;
	}

	/** Waits until so many executions are in one of the given states. */
	async untilExecutions(
		count: number,
		statuses: ExecutionStatus[],
		workflowId?: string,
	): Promise<void> {
		while ((await this.countExecutions(statuses, workflowId)) !== count) {
			await delay(PROBE_MILLISECONDS);
		}
	}

	/** Presses the button that stops an execution. */
	async stop(executionId: string): Promise<void> {
		await this.rest.request('POST', `/executions/${executionId}/stop`, {});
	}

	/** Publishes a workflow and waits until its triggers listen. */
	async activate(workflow: SavedWorkflow): Promise<void> {
		const { versionId } = workflow;
		await this.rest.request('POST', `/workflows/${workflow.id}/activate`, { versionId });
		await this.publicationIs('published', workflow.id);
	}

	/** Takes a workflow offline and waits until its triggers are gone. */
	async deactivate(workflow: SavedWorkflow): Promise<void> {
		await this.rest.request('POST', `/workflows/${workflow.id}/deactivate`, {});
		await this.publicationIs('not_published', workflow.id);
	}

	/** The production URL of a webhook. */
	webhookUrl(path: string): string {
		return `${this.url}/webhook/${path}`;
	}

	/** Calls a production webhook of a published workflow. */
	async callWebhook(path: string, init: RequestInit = { method: 'POST' }): Promise<Response> {
		return await fetch(this.webhookUrl(path), init);
	}

	/** Calls the test URL of a trigger that listens for a test event. */
	async callTestWebhook(path: string, init: RequestInit = { method: 'POST' }): Promise<Response> {
		return await fetch(`${this.url}/webhook-test/${path}`, init);
	}

	private async publicationIs(wanted: string, workflowId: string): Promise<void> {
		for (;;) {
			const publication = await this.publicationOf(workflowId);
			if (!publication || publication.status === wanted) return;
			if (['failed', 'partial'].includes(publication.status)) {
				const reasons = publication.triggers.map(({ errorMessage }) => errorMessage);
				throw new Error(`Workflow ${workflowId} is not ${wanted}: ${reasons.join(', ')}`);
			}
			await delay(PROBE_MILLISECONDS);
		}
	}

	/** Nothing for n8n 1.x, which publishes before it answers. */
	private async publicationOf(workflowId: string): Promise<Publication | undefined> {
		const path = `/workflows/${workflowId}/publication-status`;
		return await this.rest.request<Publication>('GET', path).catch((error) => {
			if (error instanceof RestError && error.status === 404) return undefined;
			throw error;
		});
	}
}

interface ExecutionsPage {
	results: Array<Omit<SavedExecution, 'data'>>;
	nextCursor?: string | null;
}

interface Publication {
	status: string;
	triggers: Array<{ errorMessage: string | null }>;
}

/**
 * n8n writes the status first and the items a moment later: until then there are none, or those of a
 * wait, in which the waiting node is still to be done.
 */
function hasItems({ status, data }: SavedExecution): boolean {
	const toBeDone = data?.executionData?.nodeExecutionStack.length ?? 0;
	return data?.resultData !== undefined && !(status === 'success' && toBeDone > 0);
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
