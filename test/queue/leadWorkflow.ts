import type { ExecutionStatus, IDataObject, INode } from 'n8n-workflow';
import {
	outputOf,
	type ExecutionSummary,
	type SavedExecution,
	type SavedWorkflow,
} from '../../dev/n8n';
import { chain, node, makeNode, webhookTrigger, workflowOf } from '../../dev/environment';
import type { Lead } from './leads';
import type { QueueEnvironment } from './environment';

const UNDER_WAY: ExecutionStatus[] = ['new', 'running', 'waiting'];

/** The executions of a workflow that ended well, and those that did not. */
export interface Ended {
	done: SavedExecution[];
	broken: SavedExecution[];
}

/** A published workflow that receives lists of leads at a webhook and calls them. */
export class LeadWorkflow {
	private constructor(
		private readonly environment: QueueEnvironment,
		private readonly path: string,
		readonly workflow: SavedWorkflow,
	) {}

	/** Publishes one; `call` are parameters of its TopCalls node, `others` stand beside, each for itself. */
	static async publish(
		environment: QueueEnvironment,
		path: string,
		call: IDataObject,
		...others: INode[]
	): Promise<LeadWorkflow> {
		const nodes = [
			webhookTrigger(path),
			node('Leads', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'body.leads', options: {} }),
			makeNode(call),
		];
		const connections = chain(...nodes.map(({ name }) => name));
		const workflow = await environment.client.createWorkflow(
			workflowOf(path, [...nodes, ...others], connections),
			[environment.credential],
		);
		await environment.client.activate(workflow);
		return new LeadWorkflow(environment, path, workflow);
	}

	/** Posts lists of leads, as a CRM would; resolves when n8n has accepted all of them. */
	async call(lists: Lead[][]): Promise<void> {
		await Promise.all(lists.map(async (leads) => await this.send(leads)));
	}

	/** Waits until none of its executions is queued, running or waiting. */
	async ended(): Promise<Ended> {
		return await endedOf(this.environment, this.workflow);
	}

	private async send(leads: Lead[]): Promise<void> {
		const response = await this.environment.outside.callWebhook(this.path, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ leads }),
		});
		if (!response.ok) throw new Error(`${this.path}: ${response.status} ${await response.text()}`);
	}
}

/** Waits until no execution of a workflow is queued, running or waiting. */
export async function endedOf({ client }: QueueEnvironment, { id }: SavedWorkflow): Promise<Ended> {
	let summaries: ExecutionSummary[];
	do {
		await client.untilExecutions(0, UNDER_WAY, id);
		summaries = await client.executions(id);
		// An event may have started another one since they were counted.
	} while (summaries.some(({ status }) => UNDER_WAY.includes(status)));

	const all: SavedExecution[] = [];
	for (const summary of summaries) all.push(await client.execution(summary.id));
	return {
		done: all.filter(({ status }) => status === 'success'),
		broken: all.filter(({ status }) => status !== 'success'),
	};
}

/** The items that nodes of this name have output in these executions. */
export function itemsOf(executions: SavedExecution[], nodeName = 'TopCalls'): IDataObject[] {
	return executions.flatMap((each) => outputOf(each, nodeName).map(({ json }) => json));
}

/** The values of a field in these items, sorted. */
export function fieldOf(items: IDataObject[], field: 'phone_number' | 'call_id'): string[] {
	return items.map((item) => String(item[field])).sort();
}
